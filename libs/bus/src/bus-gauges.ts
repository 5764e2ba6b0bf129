import { instruments, type Telemetry } from '@botect/runtime';
import type { Accumulator } from './accumulator.ts';
import type { Log } from './log.ts';
import type { Consumer } from './observer.ts';

/** Tells what waits on both sides of the log. Answers how a consumer's lag begins to be told, and that how it ends. */
export function busGauges(
  telemetry: Telemetry,
  log: Pick<Log, 'lag'>,
  accumulator: Pick<Accumulator, 'waiting'>,
): (consumer: Consumer) => () => void {
  const consumers = new Set<Consumer>();
  telemetry.gauge(...instruments.publishWaiting, () => accumulator.waiting().records);
  telemetry.gauge(...instruments.publishWaitingBytes, () => accumulator.waiting().bytes);
  telemetry.gauge(...instruments.lag, async () => {
    const readings = await Promise.all(
      [...consumers].map(async ({ topic, group }) => {
        const lag = await log.lag(topic, group);
        return Array.from(lag, ([partition, records]) => [records, { topic, group, partition }] as const);
      }),
    );
    return readings.flat();
  });
  return ({ topic, group }) => {
    const consumer = { topic, group };
    consumers.add(consumer);
    return () => consumers.delete(consumer);
  };
}

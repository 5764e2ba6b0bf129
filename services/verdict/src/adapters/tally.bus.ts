import { connectBus, type KafkaOptions } from '@botect/bus';
import { topics } from '@botect/contracts';
import type { Clock, Logger, Telemetry } from '@botect/runtime';
import { connectTally, latePublisher, type PublishedTally } from '@botect/tally';

interface TallySurroundings {
  readonly now: Clock;
  readonly telemetry: Telemetry;
}

/**
 * Counts that go to Kafka, which is connected when there is something to tell: no verdict needs it, so neither a start nor
 * readiness may wait for it.
 */
export function tallyOnBus(
  bus: Omit<KafkaOptions, 'clientId'>,
  surroundings: TallySurroundings,
): PublishedTally {
  const { telemetry } = surroundings;
  const late = latePublisher(() =>
    connectBus({ ...bus, telemetry, log: withoutWarnings(bus.log), clientId: 'verdict' }, topics),
  );
  const tally = connectTally({ ...surroundings, bus: late, log: bus.log });
  return { ...tally, close: () => tally.close().finally(late.close) };
}

/** The tally says once that Kafka is away; the client would say so at every attempt, however long it is not needed. */
function withoutWarnings(log: Logger): Logger {
  return Object.create(log, { warn: { value: log.debug.bind(log) } });
}

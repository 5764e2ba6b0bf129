import { Problem } from '@botect/contracts';
import type { Closable } from '@botect/runtime';
import { createAccumulator, recordBytes } from './accumulator.ts';
import type { Bus } from './bus.ts';
import { busGauges } from './bus-gauges.ts';
import { busMeter } from './bus-meter.ts';
import { type BusOptions, connectLog, withDefaults } from './connect-log.ts';
import type { Log } from './log.ts';
import { consumptionOf } from './subscription.ts';
import type { TopicDefinition } from './topics.ts';

/** Below what a broker accepts in one batch (1,048,588 bytes), with room for the headers of a dead letter. */
const recordBytesMax = 900_000;

/**
 * Connects, and creates the topics that are missing, each with its dead letters. Rejects with `StartupFault` when Kafka
 * does not answer. From then on a log that goes away makes `publish` reject with SERVICE_UNAVAILABLE within
 * `publishTimeoutMs`, and subscriptions wait, until it is back.
 */
export async function connectBus(options: BusOptions, topics: readonly TopicDefinition[]): Promise<Bus> {
  const commitLog = await connectLog(options, topics);
  return busOn(commitLog, options, new Set(topics.map(({ name }) => name)));
}

function busOn(commitLog: Log, options: BusOptions, topics: ReadonlySet<string>): Bus {
  const { log, publishTimeoutMs, telemetry, timing } = withDefaults(options);
  const observer = busMeter(telemetry, timing.now);
  const { append } = commitLog;
  const accumulator = createAccumulator({ append, timing, observer, publishTimeoutMs });
  const subscribed = new Set<Closable>();
  const observeLag = busGauges(telemetry, commitLog, accumulator);
  let closing: Promise<void> | undefined;

  const publish: Bus['publish'] = (record) => {
    if (!topics.has(record.topic))
      return Promise.reject(new Error(`the bus was not told of a topic ${record.topic}`));
    if (recordBytes(record) > recordBytesMax) {
      return Promise.reject(new Problem('PAYLOAD_TOO_LARGE', `A record may hold ${recordBytesMax} bytes.`));
    }
    return accumulator.publish(record);
  };

  const closeAll = async () => {
    // In this order, since a fetch in hand still publishes, and what is published still needs the log.
    await Promise.all([...subscribed].map((subscription) => subscription.close()));
    await accumulator.close();
    await commitLog.close();
  };

  return {
    publish,
    async subscribe(subscription) {
      const surroundings = { publish: accumulator.publish, timing, observer, log };
      const consumer = await commitLog.consume(consumptionOf(subscription, surroundings));
      subscribed.add(consumer);
      const unobserve = observeLag(subscription);
      return {
        async close() {
          unobserve();
          await consumer.close();
          subscribed.delete(consumer);
        },
      };
    },
    ping: commitLog.ping,
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

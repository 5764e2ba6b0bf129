import { type Closable, type RecordingTelemetry, recordingTelemetry, silentLog } from '@botect/runtime';
import { uniqueName } from '@botect/testkit';
import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Bus } from './bus.ts';
import { hasteTiming } from './collector.fixture.ts';
import { connectBus } from './connect-bus.ts';
import type { BusOptions } from './connect-log.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

/** Tells where the log is: the same at each call. */
export type Place = () => Promise<BusOptions>;

/** A bus with a topic of the test's own. */
export interface BusAtHand {
  readonly topic: string;
  readonly bus: Bus;
  readonly telemetry: RecordingTelemetry;
  /** Replaces the bus by a new one on the same log. */
  connect(): Promise<void>;
  restart(): Promise<void>;
  publish(...texts: string[]): Promise<unknown>;
  /** One record for each of so many keys; answers the keys. */
  publishKeys(count: number): Promise<string[]>;
  replay(how?: object): ReturnType<typeof replayDeadLetters>;
}

export const group = 'group';

export function describeBus(title: string, place: Place, tests: (at: BusAtHand) => void): void {
  describe(title, () => {
    let topic: string;
    let bus: Bus;
    let open: Closable[];
    let telemetry: RecordingTelemetry;
    const topics = () =>
      ['', '.emitted'].map((end) => ({ name: topic + end, partitions: 4, retentionMs: 3_600_000 }));
    const options = async () => ({
      ...(await place()),
      log: silentLog,
      telemetry,
      timing: hasteTiming,
    });
    const connect = async () => {
      bus = await connectBus(await options(), topics());
      open.push(bus);
    };
    beforeEach(async () => {
      topic = uniqueName('topic');
      open = [];
      telemetry = recordingTelemetry();
      await connect();
    });
    afterEach(() => Promise.all(open.map((one) => one.close())));

    tests({
      get topic() {
        return topic;
      },
      get bus() {
        return bus;
      },
      get telemetry() {
        return telemetry;
      },
      connect,
      restart: () => bus.close().then(connect),
      publish: (...texts) =>
        Promise.all(texts.map((text) => bus.publish({ topic, key: 'key', value: Buffer.from(text) }))),
      async publishKeys(count) {
        const keys = Array.from({ length: count }, (_, at) => `key-${at}`);
        await Promise.all(keys.map((key) => bus.publish({ topic, key, value: Buffer.alloc(1) })));
        return keys;
      },
      replay: async (how = {}) => replayDeadLetters(await options(), topics(), { topic, ...how }),
    });
  });
}

import type { Closable } from '@botect/runtime';
import type { OutgoingRecord } from './bus.ts';
import { keyHash } from './key-hash.ts';
import { createLane, type Lane, type LaneOptions, unavailable } from './lane.ts';

export interface AccumulatorOptions extends Pick<LaneOptions, 'append' | 'timing' | 'observer'> {
  /** How long a record may wait for its acknowledgement, ms; noticed up to a twentieth later. */
  readonly publishTimeoutMs: number;
  readonly limits?: Partial<AccumulatorLimits>;
}

export interface AccumulatorLimits {
  /** Of one call. What goes to one partition must stay below Kafka's `message.max.bytes` of 1,048,588. */
  readonly callBytesMax: number;
  readonly callRecordsMax: number;
  /** Of all records held until they are kept or refused. */
  readonly heldBytesMax: number;
}

const defaultLimits: AccumulatorLimits = {
  callBytesMax: 1_000_000,
  callRecordsMax: 1_000,
  heldBytesMax: 32 * 1_048_576,
};

export interface Accumulator extends Closable {
  /** Resolves with the acknowledgement of the call that carried the record. */
  publish(record: OutgoingRecord): Promise<void>;
  /** Records without an answer yet, and the bytes held by them and by calls under way. */
  waiting(): { readonly records: number; readonly bytes: number };
}

/**
 * Gathers records into calls. What one turn of the event loop published leaves at its end; while its call is out a
 * lane gathers, so calls grow with the load, and nothing lingers without load. Each topic has two lanes, hence two
 * calls out at most; a key keeps to one of them, so that no call overtakes an earlier one that is being retried.
 */
export function createAccumulator(options: AccumulatorOptions): Accumulator {
  const { timing, observer, publishTimeoutMs } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const held = { records: 0, bytes: 0 };
  const closing = Promise.withResolvers<void>();
  let [closed, sweeping] = [false, false];

  const onRelease = (answered: number, bytes: number) => {
    held.records -= answered;
    held.bytes -= bytes;
    if (closed && held.records === 0) closing.resolve();
  };
  const sendAtTurnEnd = oncePerTurn(() => {
    for (const lane of lanes.all()) lane.send();
  });
  const lanes = lanePairs((topic) =>
    createLane({ ...options, ...limits, topic, onRelease, onReady: sendAtTurnEnd }),
  );

  /** One timer for all deadlines, and none while nobody waits. */
  const sweep = async () => {
    if (sweeping) return;
    sweeping = true;
    while (held.records > 0) {
      await timing.pause(publishTimeoutMs / 20);
      for (const lane of lanes.all()) lane.expire();
    }
    sweeping = false;
  };

  return {
    publish(record) {
      const bytes = recordBytes(record);
      if (closed || held.bytes + bytes > limits.heldBytesMax) {
        observer.refused?.(record.topic, 'full', 1);
        return Promise.reject(unavailable('No room for more events just now; try again shortly.'));
      }
      held.records += 1;
      held.bytes += bytes;
      sendAtTurnEnd();
      void sweep();
      const deadlineMs = timing.now() + publishTimeoutMs;
      return new Promise((resolve, reject) =>
        lanes.of(record).add({ record, bytes, deadlineMs, resolve, reject }),
      );
    },
    waiting: () => held,
    close() {
      closed = true;
      onRelease(0, 0);
      return closing.promise;
    },
  };
}

function oncePerTurn(run: () => void): () => void {
  let asked = false;
  const atTurnEnd = () => {
    asked = false;
    run();
  };
  return () => {
    if (!asked) setImmediate(atTurnEnd);
    asked = true;
  };
}

function lanePairs(create: (topic: string) => Lane) {
  const pairs = new Map<string, readonly [Lane, Lane]>();
  const pairOf = (topic: string) => {
    const known = pairs.get(topic);
    if (known) return known;
    const pair = [create(topic), create(topic)] as const;
    pairs.set(topic, pair);
    return pair;
  };
  return {
    all: () => [...pairs.values()].flat(),
    of: ({ topic, key }: OutgoingRecord) => pairOf(topic)[keyHash(key) % 2 === 0 ? 0 : 1],
  };
}

/** What the log adds to a record, and the memory around it. */
const overheadBytes = 64;

/** Close enough: counts characters of key and headers, which are ASCII nearly always. */
export function recordBytes({ key, value, headers }: OutgoingRecord): number {
  let bytes = overheadBytes + key.length + value.length;
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}

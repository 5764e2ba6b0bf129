import type { Fate, ReceivedRecord } from './bus.ts';
import { systemTiming, type Timing } from './timing.ts';

/** A handler that remembers what it was handed over, and decides each record's fate as told. */
export function collector(fateOf: (record: ReceivedRecord) => Fate = () => ({ kind: 'done' })) {
  const received: ReceivedRecord[] = [];
  const waiting = new Set<{ count: number; resolve(records: ReceivedRecord[]): void }>();
  const tell = () => {
    for (const one of waiting) if (received.length >= one.count) one.resolve(received);
  };
  return {
    received,
    texts: () => received.map(({ value }) => value.toString()),
    handle: async (records: readonly ReceivedRecord[]) => {
      received.push(...records);
      const fates = records.map(fateOf);
      tell();
      return fates;
    },
    /** All records received so far, as soon as there are so many. */
    until: (count: number) =>
      new Promise<ReceivedRecord[]>((resolve) => {
        waiting.add({ count, resolve });
        tell();
      }),
  };
}

/** The system's time with pauses that are over fifty times as fast. */
export const hasteTiming: Timing = {
  ...systemTiming,
  pause: (ms, signal) => systemTiming.pause(ms / 50, signal),
};

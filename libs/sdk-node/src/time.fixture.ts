import type { After } from './surroundings.ts';

/** A clock and its timers, which stand still until told otherwise. */
export function stoppedTime(startMs = Date.UTC(2026, 8, 8)) {
  let nowMs = startMs;
  const timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  const after: After = (ms, run) => {
    const timer = { dueMs: nowMs + ms, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const due = () => [...timers].sort((a, b) => a.dueMs - b.dueMs).find(({ dueMs }) => dueMs <= nowMs);
  let setByMs = 0;
  return {
    now: () => nowMs + setByMs,
    elapsed: () => nowMs,
    /** The time of day is set, and nothing else happens. */
    set(byMs: number) {
      setByMs += byMs;
    },
    after,
    /** Lets so much time pass at once, runs what is due, and lets promises settle. */
    async advance(ms: number) {
      nowMs += ms;
      for (let timer = due(); timer !== undefined; timer = due()) {
        timers.delete(timer);
        timer.run();
        await settled();
      }
      await settled();
    },
    get waiting() {
      return timers.size;
    },
  };
}

export type StoppedTime = ReturnType<typeof stoppedTime>;

/** All promises that can settle without time have. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

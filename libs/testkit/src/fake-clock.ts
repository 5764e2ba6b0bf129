import type { Clock } from '@botect/runtime';

/** A clock that stands still until it is told otherwise. */
export type FakeClock = Clock & { advance(ms: number): void };

/** `startMs` in milliseconds since 1970 UTC. */
export function fakeClock(startMs: number): FakeClock {
  let nowMs = startMs;
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return Object.assign(() => nowMs, { advance });
}

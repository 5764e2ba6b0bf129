import { randomBytes } from 'node:crypto';

/** Calls `run` once after so many milliseconds, unless the function it answers is called before. */
export type After = (ms: number, run: () => void) => () => void;

/** What the SDK takes from outside, so that tests decide what time it is and what chance brings. */
export interface Surroundings {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Milliseconds since some moment, for durations: it goes on evenly when the time of day is set. */
  readonly elapsed: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** So many random bytes as lower-case hex, for tokens. */
  readonly randomHex: (bytes: number) => string;
  readonly after: After;
}

export const systemSurroundings: Surroundings = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  after(ms, run) {
    // Unreferenced: an application that has nothing else to do must be able to end.
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

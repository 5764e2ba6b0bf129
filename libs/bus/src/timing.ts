import { setTimeout as timeout } from 'node:timers/promises';
import { type Clock, systemClock } from '@botect/runtime';

/** Resolves after `ms`; rejects as soon as the signal is aborted. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Time and chance as arguments, so that tests wait for neither. */
export interface Timing {
  readonly now: Clock;
  readonly pause: Pause;
  /** At least 0, below 1. */
  readonly random: () => number;
}

export const systemTiming: Timing = {
  now: systemClock,
  // A pause never keeps a process alive that has nothing else to do.
  pause: (ms, signal) => timeout(ms, undefined, { ref: false, ...(signal && { signal }) }),
  random: Math.random,
};

const firstPauseMs = 100;
const pauseMsMax = 5_000;

/** The pause after failure number `failures` (from 1): doubled each time, and up to a fifth shorter, so that
 * partitions that failed together do not come back together. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.min(firstPauseMs * 2 ** (failures - 1), pauseMsMax) * (1 - random() / 5);
}

const attemptsMax = 6;

/**
 * What the attempt resolves to; after its sixth failure, three seconds of pauses later, its error. In the system's time:
 * for news that takes a moment to spread through a cluster, whoever waits for it.
 */
export async function patiently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures === attemptsMax) throw error;
      await systemTiming.pause(backoffMs(failures, systemTiming.random));
    }
  }
}

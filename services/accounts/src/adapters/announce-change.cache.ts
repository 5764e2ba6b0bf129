import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '@botect/cache';
import { announcePolicyChange } from '@botect/policy';
import type { Logger } from '@botect/runtime';
import type { AnnounceChange } from '../ports/index.ts';

/** Waits before each further attempt. None later: every reader also looks at what is noted in the database. */
const pausesMs = [1_000, 4_000, 15_000];

export type Pause = (ms: number) => Promise<unknown>;

/** Does not keep a stopping process waiting. */
const unhurried: Pause = (ms) => sleep(ms, undefined, { ref: false });

/**
 * Publishes before it resolves. When the cache is away the change stands all the same: publishing is tried again in the
 * background, while readers find its note in the database.
 */
export function announceChangeByCache(channel: Channel, log: Logger, pause = unhurried): AnnounceChange {
  const announced = async (projectId: number, attempt: number) => {
    try {
      await announcePolicyChange(channel, projectId);
      return true;
    } catch (error) {
      log.warn({ err: error, projectId, attempt }, 'a policy change could not be announced');
      return false;
    }
  };
  const tryAgain = async (projectId: number) => {
    for (const [index, ms] of pausesMs.entries()) {
      await pause(ms);
      if (await announced(projectId, index + 2)) return;
    }
  };
  return async (projectId) => {
    if (!(await announced(projectId, 1))) void tryAgain(projectId);
  };
}

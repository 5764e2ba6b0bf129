import { hash32, type SeenMembers } from '@botect/cache';
import { sessionKey } from '@botect/contracts';
import type { Logger } from '@botect/runtime';
import type { CountNewEvents } from '../ports.ts';

/**
 * Counts by 32-bit hashes of the request ids. When the cache is away every event counts as new: the numbers of the
 * answer are a courtesy, what is scored and metered is decided by scoring.
 */
export function countNewEventsInCache(seen: SeenMembers, log: Logger): CountNewEvents {
  return async (projectId, token, requestIds) => {
    const distinct = [...new Set(requestIds)];
    try {
      return await seen.add(sessionKey(projectId, token), distinct.map(hash32));
    } catch (error) {
      log.debug({ err: error }, 'cannot count duplicates');
      return distinct.length;
    }
  };
}

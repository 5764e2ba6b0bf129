import type { Cache } from '@botect/cache';
import type { Clock } from '@botect/runtime';
import { retryAfterSeconds } from '../core/retry-after.ts';
import type { RateLimit } from '../ports/index.ts';

export function cacheRateLimit(calls: ReturnType<Cache['rateLimit']>, now: Clock): RateLimit {
  return {
    async take(key) {
      const taken = await calls.take(key);
      return { ...taken, retryAfterSeconds: retryAfterSeconds(taken.resetAtMs, now()) };
    },
  };
}

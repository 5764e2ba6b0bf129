import type { Cache } from '@botect/cache';
import type { Clock } from '@botect/runtime';
import type { RateLimit } from '../ports/index.ts';

export function cacheRateLimit(calls: ReturnType<Cache['rateLimit']>, now: Clock): RateLimit {
  return {
    async take(key) {
      const taken = await calls.take(key);
      const retryAfterSeconds = Math.max(1, Math.ceil((taken.resetAtMs - now()) / 1000));
      return { ...taken, retryAfterSeconds };
    },
  };
}

import { systemClock } from '@botect/runtime';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { RateLimit, RateLimitOptions } from './cache.ts';
import { embeddedRateLimits } from './rate-limit.embedded.ts';
import { counterOptions, rateLimitOn } from './rate-limit.ts';
import type { RedisConnection } from './redis-connection.ts';

/**
 * Limits counted by all processes together. While Redis is away each process counts by itself: a limit some times too
 * generous is better than no limit, and than no answer.
 */
export function redisRateLimits({ redis, run }: RedisConnection): (options: RateLimitOptions) => RateLimit {
  const counter = new RateLimiterRedis({ ...counterOptions, storeClient: redis });
  const insurances = embeddedRateLimits(systemClock);
  return (options) => {
    const shared = rateLimitOn(counter, options, systemClock);
    const insurance = insurances(options);
    return {
      take: (key) => run(() => shared.take(key)).catch(() => insurance.take(key)),
      peek: (key) => run(() => shared.peek(key)).catch(() => insurance.peek(key)),
      async reset(key) {
        await insurance.reset(key);
        // Away, it cannot forget; the window's end will.
        await run(() => shared.reset(key)).catch(() => {});
      },
    };
  };
}

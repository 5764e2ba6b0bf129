import type { Clock } from '@botect/runtime';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Allowance, RateLimit, RateLimitOptions } from './cache.ts';

/** What the library wants to be told of a counter; points and window come with each limit. */
export const counterOptions = { keyPrefix: '', points: 1, duration: 1 };

/**
 * A rate limit on one of the library's counters. Its `penalty` counts and tells; its `consume` would throw what is no
 * fault. One counter serves many limits, so the window comes with each call, and the points are judged here.
 */
export function rateLimitOn(
  counter: RateLimiterAbstract,
  { prefix, points, windowMs }: RateLimitOptions,
  now: Clock,
): RateLimit {
  const fullKey = (key: string) => `${prefix}:${key}`;
  // The library counts in seconds, and takes none for ever.
  const window = { customDuration: Math.max(1, Math.ceil(windowMs / 1000)) };
  const allowance = (counted: number, leftMs: number): Allowance => ({
    allowed: counted <= points,
    limit: points,
    remaining: Math.max(points - counted, 0),
    resetAtMs: now() + Math.max(leftMs, 0),
  });
  return {
    async take(key) {
      const { consumedPoints, msBeforeNext } = await counter.penalty(fullKey(key), 1, window);
      return allowance(consumedPoints, msBeforeNext);
    },
    async peek(key) {
      const found = await counter.get(fullKey(key));
      const counted = found !== null && found.msBeforeNext > 0 ? found.consumedPoints : 0;
      return { ...allowance(counted, found?.msBeforeNext ?? 0), allowed: counted < points };
    },
    async reset(key) {
      await counter.delete(fullKey(key));
    },
  };
}

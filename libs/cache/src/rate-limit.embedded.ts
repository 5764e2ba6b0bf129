import type { Clock } from '@botect/runtime';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateLimit, RateLimitOptions } from './cache.ts';
import { counterOptions, rateLimitOn } from './rate-limit.ts';

/** Limits counted in this process alone; those of one prefix share their counts. */
export function embeddedRateLimits(now: Clock): (options: RateLimitOptions) => RateLimit {
  const counter = new RateLimiterMemory(counterOptions);
  return (options) => rateLimitOn(counter, options, now);
}

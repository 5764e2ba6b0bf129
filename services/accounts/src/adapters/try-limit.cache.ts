import type { Cache } from '@botect/cache';
import { hashKey } from '@botect/policy';
import type { Clock } from '@botect/runtime';
import { retryAfterSeconds } from '../core/retry-after.ts';
import type { TryLimit } from '../ports/index.ts';

type Counts = ReturnType<Cache['rateLimit']>;

/** Keys name people and where they are: the cache is told their hashes. */
export function cacheTryLimit(counts: Counts, now: Clock): TryLimit {
  const hashed = (key: string) => hashKey(key).toString('base64url');
  const left = ({ allowed, remaining, resetAtMs }: Awaited<ReturnType<Counts['take']>>) => ({
    allowed,
    remaining,
    retryAfterSeconds: retryAfterSeconds(resetAtMs, now()),
  });
  return {
    take: async (key) => left(await counts.take(hashed(key))),
    peek: async (key) => left(await counts.peek(hashed(key))),
    reset: (key) => counts.reset(hashed(key)),
  };
}

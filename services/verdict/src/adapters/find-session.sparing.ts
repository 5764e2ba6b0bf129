import { Problem, type ScoredSession, sessionKey } from '@botect/contracts';
import type { Clock } from '@botect/runtime';
import { LRUCache } from 'lru-cache';
import type { FindSession } from '../ports.ts';

const rememberedMs = 5_000;
const inFlightMax = 32;

/**
 * Spares a durable store behind a cache: answers, "no such session" among them, are remembered for five seconds, and past
 * 32 questions at once the next are refused with SERVICE_UNAVAILABLE. Invented tokens, or an outage of the cache, then
 * cannot drown the database. Remembering costs no freshness while the cache is up: it is asked first.
 */
export function sparingFindSession(durable: FindSession, now: Clock): FindSession {
  const remembered = new LRUCache<string, { readonly session: ScoredSession | null }>({
    max: 50_000,
    ttl: rememberedMs,
    perf: { now },
    ttlResolution: 0,
  });
  let inFlight = 0;
  return async (projectId, token) => {
    const key = sessionKey(projectId, token);
    const known = remembered.get(key);
    if (known !== undefined) return known.session;
    if (inFlight >= inFlightMax) throw new Problem('SERVICE_UNAVAILABLE', 'too many lookups at once');
    inFlight += 1;
    try {
      const session = await durable(projectId, token);
      remembered.set(key, { session });
      return session;
    } finally {
      inFlight -= 1;
    }
  };
}

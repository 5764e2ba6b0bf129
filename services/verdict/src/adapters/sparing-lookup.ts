import { Problem, sessionKey } from '@botect/contracts';
import type { Clock } from '@botect/runtime';
import { LRUCache } from 'lru-cache';

const rememberedMs = 5_000;
const inFlightMax = 32;

type Lookup<Answer> = (projectId: number, token: string) => Promise<Answer>;

/**
 * Spares a durable store: answers, "no such session" among them, are remembered for five seconds, and past 32 questions at
 * once the next are refused with SERVICE_UNAVAILABLE. Invented tokens, or an outage of the cache, then cannot drown the
 * database. Remembering scores costs no freshness while the cache is up: it is asked first.
 */
export function sparingLookup<Answer>(
  durable: Lookup<Answer>,
  now: Clock,
  entriesMax: number,
): Lookup<Answer> {
  const remembered = new LRUCache<string, { readonly answer: Answer }>({
    max: entriesMax,
    ttl: rememberedMs,
    perf: { now },
    ttlResolution: 0,
  });
  let inFlight = 0;
  return async (projectId, token) => {
    const key = sessionKey(projectId, token);
    const known = remembered.get(key);
    if (known !== undefined) return known.answer;
    if (inFlight >= inFlightMax) throw new Problem('SERVICE_UNAVAILABLE', 'too many lookups at once');
    inFlight += 1;
    try {
      const answer = await durable(projectId, token);
      remembered.set(key, { answer });
      return answer;
    } finally {
      inFlight -= 1;
    }
  };
}

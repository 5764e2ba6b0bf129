import type { Cache } from '@botect/cache';
import { motionKeyspace, scoredSessionsKeyspace, seenEventsKeyspace } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Clock } from '@botect/runtime';
import { compareMotionInCache } from './compare-motion.cache.ts';
import { forgetSessionsInCache } from './forget-sessions.cache.ts';
import { publishScoresToCache } from './publish-scores.cache.ts';
import { postgresSessionStore } from './session-store.postgres.ts';
import { rememberingSessionStore } from './session-store.remembering.ts';

interface Stores {
  readonly database: Sql;
  readonly cache: Pick<Cache, 'versionedValues' | 'seenMembers' | 'firstHolders'>;
  readonly now: Clock;
  readonly sessionsInMemoryMax: number;
}

/** Where sessions are kept, made visible and forgotten. */
export function scoringStores({ database, cache, now, sessionsInMemoryMax }: Stores) {
  const scores = cache.versionedValues(scoredSessionsKeyspace);
  return {
    sessions: rememberingSessionStore(postgresSessionStore(database), sessionsInMemoryMax),
    publish: publishScoresToCache(scores),
    compare: compareMotionInCache(cache.firstHolders(motionKeyspace)),
    forget: forgetSessionsInCache(scores, cache.seenMembers({ ...seenEventsKeyspace, now })),
  };
}

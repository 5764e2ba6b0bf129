import type { Cache } from '@botect/cache';
import { scoredSessionsKeyspace } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Clock } from '@botect/runtime';
import type { FindAppearance, FindSession } from '../ports.ts';
import { findAppearanceInPostgres } from './find-appearance.postgres.ts';
import { findSessionInCache } from './find-session.cache.ts';
import { findSessionInPostgres } from './find-session.postgres.ts';
import { sparingLookup } from './sparing-lookup.ts';

interface Stores {
  readonly cache: Pick<Cache, 'versionedValues'>;
  readonly database: Sql;
  readonly now: Clock;
}

/** An appearance may hold a user agent of 512 characters, hence fewer of them. */
const [sessionsMax, appearancesMax] = [50_000, 10_000];

/** Where a verdict finds what is known of a session: the cache freely, the database sparingly. */
export function sessionStores({ cache, database, now }: Stores) {
  const newest: FindSession = findSessionInCache(cache.versionedValues(scoredSessionsKeyspace));
  const stored: FindSession = sparingLookup(findSessionInPostgres(database), now, sessionsMax);
  const appearance: FindAppearance = sparingLookup(findAppearanceInPostgres(database), now, appearancesMax);
  return { newest, stored, appearance };
}

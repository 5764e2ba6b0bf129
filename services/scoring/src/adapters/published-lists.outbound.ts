import type { Sql } from '@botect/database';
import { type FetchList, postgresStoredLists, readSnapshot } from '@botect/networks';
import { type Outbound, outbound } from '@botect/outbound';

/** The largest published list has 2.6 MB (ip-ranges.amazonaws.com, August 2026). */
const bytesMax = 8 * 2 ** 20;
const timeoutMs = 20_000;
const accept = 'application/json, text/csv, text/plain';

interface Lists {
  readonly database: Sql;
  readonly outbound?: Outbound;
}

/** Where lists are published, how they are fetched, and where they are kept. */
export function publishedLists({ database, outbound: web = outbound() }: Lists) {
  const fetchList: FetchList = (url) => web.get(url, { bytesMax, timeoutMs, accept });
  return { recipes: readSnapshot().recipes, stored: postgresStoredLists(database), fetchList };
}

import type { Sql } from '@botect/database';

/** One note that a project's policy changed. */
export interface NotedChange {
  readonly id: number;
  readonly projectId: number;
}

/** What a look at the notes found. */
export interface Look {
  /** When it was, in milliseconds since 1970 by the database's clock. */
  readonly atMs: number;
  /** Another text is another server, or the same one started again. */
  readonly server: string;
  readonly notes: readonly NotedChange[];
}

/** The notes since a moment before `sinceMs`, the time of an earlier look; of the last moment when null. Rejects when the database is away. */
export type RecentChanges = (sinceMs: number | null) => Promise<Look>;

/**
 * That moment. A note bears the time its transaction began, by the database's clock: twice as long as a transaction of the control
 * plane may last, so that one kept late is found by the look after.
 */
export const lookBackMs = 20_000;
/** How long after one look the next still finds every note: they are kept for an hour. */
export const lookReachMs = 50 * 60_000;

const recentSql = `
  select extract(epoch from now())::float8 * 1000 as at_ms,
         extract(epoch from pg_postmaster_start_time())::text as server,
         (select json_agg(json_build_object('id', note.id, 'projectId', note.project_id))
          from accounts.policy_changes note
          where note.at > coalesce(to_timestamp($1::float8 / 1000), now())
            - make_interval(secs => ${lookBackMs / 1_000})) as notes`;

interface Row {
  readonly at_ms: number;
  readonly server: string;
  /** Null when there is none. */
  readonly notes: readonly NotedChange[] | null;
}

export function recentChangesPostgres(sql: Sql): RecentChanges {
  return async (sinceMs) => {
    const [row] = (await sql.query<Row>(recentSql, [sinceMs])).rows;
    if (row === undefined) throw new Error('no answer to when it is');
    return { atMs: row.at_ms, server: row.server, notes: row.notes ?? [] };
  };
}

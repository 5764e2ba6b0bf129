import type { Sql } from '@botect/database';

/** One note that a project's policy changed. */
export interface NotedChange {
  readonly id: number;
  readonly projectId: number;
}

/** The notes of the last `noteWindowMs`. Rejects when the database is away. */
export type RecentChanges = () => Promise<readonly NotedChange[]>;

/**
 * A note bears the time its transaction began, by the database's clock. Twice as long as a transaction of the control
 * plane may last, so that a note committed late can be seen as long again.
 */
export const noteWindowMs = 20_000;

const recentSql = `
  select id::float8 as id, project_id from accounts.policy_changes
  where at > now() - make_interval(secs => ${noteWindowMs / 1_000})`;

export function recentChangesPostgres(sql: Sql): RecentChanges {
  return async () => {
    const { rows } = await sql.query<{ id: number; project_id: number }>(recentSql);
    return rows.map(({ id, project_id }) => ({ id, projectId: project_id }));
  };
}

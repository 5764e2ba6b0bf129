import { type ScoredSessionRow, type Sql, scoredSessionColumns, scoredSessionOf } from '@botect/database';
import type { ReadSessions } from '../ports/index.ts';

/** A session without a score is not decided on by rules, verified bots apart. */
const pageSql = `
  select token, ${scoredSessionColumns}, ip, ua, country, last_seen_at
  from scoring.sessions
  where project_id = $1 and last_seen_at >= $2 and (last_seen_at, token) < ($3, $4)
    and (score > 0 or verified_category is not null)
  order by last_seen_at desc, token desc limit $5`;

interface SessionRow extends ScoredSessionRow {
  readonly token: string;
  readonly ip: string | null;
  readonly ua: string | null;
  readonly country: string | null;
  readonly last_seen_at: Date;
}

export function postgresReadSessions(sql: Sql): ReadSessions {
  return async (projectId, sinceMs, { after, limit }) => {
    const { rows } = await sql.query<SessionRow>(pageSql, [
      projectId,
      new Date(sinceMs),
      after === undefined ? 'infinity' : new Date(after.lastSeenMs),
      after?.token ?? '',
      limit,
    ]);
    return rows.map((row) => ({
      token: row.token,
      ...scoredSessionOf(row),
      ip: row.ip,
      ua: row.ua,
      country: row.country,
      lastSeenMs: row.last_seen_at.getTime(),
    }));
  };
}

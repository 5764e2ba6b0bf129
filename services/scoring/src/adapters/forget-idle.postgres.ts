import type { Sql } from '@botect/database';
import type { ForgetIdle } from '../ports.ts';

/**
 * Project by project, because that is how the index has them; the condition again at the end, for whoever was seen meanwhile.
 * Projects are never erased, so every session has one.
 */
const forgetSql = `
  with idle as (
    select session.project_id, session.token
    from accounts.projects project
    cross join lateral (
      select project_id, token from scoring.sessions
      where project_id = project.id and last_seen_at < $1 order by last_seen_at limit $2
    ) session
    limit $2
  )
  delete from scoring.sessions session using idle
  where session.project_id = idle.project_id and session.token = idle.token and session.last_seen_at < $1`;

export function postgresForgetIdle(sql: Sql): ForgetIdle {
  return async (lastSeenBefore, most) =>
    (await sql.query(forgetSql, [new Date(lastSeenBefore), most])).rowCount;
}

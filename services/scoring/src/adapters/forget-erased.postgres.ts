import type { Sql } from '@botect/database';
import type { ForgetErased } from '../ports.ts';

/** The condition again at the end, for what was erased again meanwhile. */
const forgetSql = `
  with old as (
    select session_hash from scoring.erased_sessions
    where requested_at < $1 order by requested_at limit $2 for update skip locked
  )
  delete from scoring.erased_sessions erased using old
  where erased.session_hash = old.session_hash and erased.requested_at < $1`;

export function postgresForgetErased(sql: Sql): ForgetErased {
  return async (requestedBefore, most) =>
    (await sql.query(forgetSql, [new Date(requestedBefore), most])).rowCount;
}

import type { Sql } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { Logger } from '@botect/runtime';
import type { FindLogin } from '../ports/index.ts';
import { type CallerRow, callerOf, recordUse } from './caller-row.ts';

const findSql = `
  select login.id::text as credential_id, 'login' as kind, '' as key_label, null::int as project_id, false as scoped,
         '{}'::text[] as permissions, null::float8 as seconds_left, u.id as user_id, u.name as user_name, u.email, u.created_at,
         account.id as account_id, account.name as account_name, account.slug, account.is_personal, membership.role,
         account.suspended_at is not null as suspended, login.last_used_at < now() - interval '1 minute' as use_unseen
  from accounts.logins login
  join accounts.users u on u.id = login.user_id
  left join accounts.memberships membership
    on membership.account_id = login.account_id and membership.user_id = login.user_id
  left join accounts.accounts account on account.id = membership.account_id
  where login.token_hash = $1 and login.expires_at > now()`;

const usedSql = `
  update accounts.logins set last_used_at = now()
  where id = $1::int and last_used_at < now() - interval '1 minute'`;

export function postgresFindLogin(sql: Sql, log: Logger): FindLogin {
  return async (cookie) => {
    const [row] = (await sql.query<CallerRow>(findSql, [hashKey(cookie)])).rows;
    if (row === undefined) return null;
    if (row.use_unseen) await recordUse({ sql, log }, usedSql, row.credential_id);
    return callerOf(row);
  };
}

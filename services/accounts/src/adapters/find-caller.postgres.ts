import type { Sql } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { Logger } from '@botect/runtime';
import type { FindCaller } from '../ports/index.ts';
import { type CallerRow, callerOf, recordUse } from './caller-row.ts';

/**
 * Expiry is judged by the database's clock: replicas may disagree about the time, and it is the one who was told. A key of a
 * workspace or project speaks for its account without a person, and with an admin's powers.
 */
const findSql = `
  select key.id::text as credential_id, key.kind, key.label as key_label, key.project_id, key.scoped, key.permissions,
         extract(epoch from key.expires_at - now())::float8 as seconds_left, u.id as user_id, u.name as user_name, u.email, u.created_at,
         account.id as account_id, account.name as account_name, account.slug, account.is_personal,
         case when key.user_id is null then 'admin' else membership.role end as role,
         account.suspended_at is not null as suspended,
         key.last_used_at is null or key.last_used_at < now() - interval '1 minute' as use_unseen
  from accounts.keys key
  left join accounts.users u on u.id = key.user_id
  left join accounts.memberships membership
    on membership.account_id = key.account_id and membership.user_id = key.user_id
  left join accounts.accounts account
    on account.id = key.account_id and (key.user_id is null or membership.user_id is not null)
  where key.key_hash = $1 and key.kind in ('account', 'workspace', 'project')
    and key.revoked_at is null and (key.expires_at is null or key.expires_at > now())`;

/** The condition again: of simultaneous requests one writes. */
const usedSql = `
  update accounts.keys set last_used_at = now()
  where id = $1::uuid and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

/** Looks keys up by their hash; nothing about a key can be learnt from the time that takes. */
export function postgresFindCaller(sql: Sql, log: Logger): FindCaller {
  return async (key) => {
    const [row] = (await sql.query<CallerRow>(findSql, [hashKey(key)])).rows;
    if (row === undefined) return null;
    if (row.use_unseen) await recordUse({ sql, log }, usedSql, row.credential_id);
    return callerOf(row);
  };
}

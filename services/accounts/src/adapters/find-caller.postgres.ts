import type { Sql } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { Logger } from '@botect/runtime';
import type { Caller, FindCaller } from '../ports.ts';

/** Expiry is judged by the database's clock: replicas may disagree about the time, and it is the one who was told. */
const findSql = `
  select token.id as token_id, u.id as user_id, u.name as user_name, u.email, u.created_at,
         account.id as account_id, account.name as account_name, account.slug, account.is_personal,
         membership.role, account.suspended_at is not null as suspended,
         token.last_used_at is null or token.last_used_at < now() - interval '1 minute' as use_unseen
  from accounts.api_tokens token
  join accounts.users u on u.id = token.user_id
  left join accounts.memberships membership
    on membership.account_id = token.account_id and membership.user_id = token.user_id
  left join accounts.accounts account on account.id = membership.account_id
  where token.token_hash = $1 and token.revoked_at is null
    and (token.expires_at is null or token.expires_at > now())`;

/** The condition again: of simultaneous requests one writes. */
const usedSql = `
  update accounts.api_tokens set last_used_at = now()
  where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

/** Looks tokens up by their hash; nothing about a token can be learnt from the time that takes. */
export function postgresFindCaller(sql: Sql, log: Logger): FindCaller {
  const recordUse = async (tokenId: number) => {
    try {
      await sql.query(usedSql, [tokenId]);
    } catch (error) {
      // When a token was last used is worth knowing, not worth a refusal.
      log.warn({ err: error }, 'cannot record the use of a token');
    }
  };
  return async (token) => {
    const [row] = (await sql.query<CallerRow>(findSql, [hashKey(token)])).rows;
    if (row === undefined) return null;
    if (row.use_unseen) await recordUse(row.token_id);
    return callerOf(row);
  };
}

interface CallerRow {
  readonly token_id: number;
  readonly user_id: number;
  readonly user_name: string;
  readonly email: string;
  readonly created_at: Date;
  /** Null, with all that follows from it, when the membership is gone. */
  readonly account_id: number | null;
  readonly account_name: string;
  readonly slug: string;
  readonly is_personal: boolean;
  readonly role: string;
  readonly suspended: boolean;
  readonly use_unseen: boolean;
}

function callerOf(row: CallerRow): Caller {
  const { account_id: id, account_name: name, slug, is_personal, role, suspended } = row;
  return {
    user: {
      id: row.user_id,
      name: row.user_name,
      email: row.email,
      created_at: row.created_at.toISOString(),
    },
    account: id === null ? null : { id, name, slug, is_personal, role },
    suspended,
  };
}

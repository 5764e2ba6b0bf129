import type { Sql } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { FindSecret, FindSessionProjects, SecretMeaning } from '../ports/index.ts';

const secretSql = `
  select project.account_id as "accountId", project.id as "projectId", project.is_active as active,
    account.suspended_at is not null as suspended
  from accounts.keys key
  join accounts.projects project on project.id = key.project_id
  join accounts.accounts account on account.id = project.account_id
  where key.key_hash = $1 and key.kind = 'private' and key.revoked_at is null
    and (key.expires_at is null or key.expires_at > now())`;

export function postgresFindSecret(sql: Sql): FindSecret {
  return async (privateKey) =>
    (await sql.query<SecretMeaning>(secretSql, [hashKey(privateKey)])).rows[0] ?? null;
}

const projectsSql = `
  select session.project_id as id from scoring.sessions session
  join accounts.projects project on project.id = session.project_id
  where project.account_id = $1 and project.is_active and session.token = $2 order by session.score, session.project_id`;

export function postgresFindSessionProjects(sql: Sql): FindSessionProjects {
  return async (accountId, token) =>
    (await sql.query<{ id: number }>(projectsSql, [accountId, token])).rows.map(({ id }) => id);
}

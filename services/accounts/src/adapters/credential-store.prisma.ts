import { Prisma } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { Credential, CredentialOwner } from '../core/credential.ts';
import type { CredentialStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** Keeps the hash of a key and its last four characters. Every time is told, and every end judged, by the database's clock. */
export function prismaCredentialStore(queries: Queries): CredentialStore {
  return {
    async list(owner, which) {
      const unrevoked = which === 'all' ? Prisma.empty : Prisma.sql`and revoked_at is null`;
      const rows = await queries.$queryRaw<Row[]>`
        select ${columns} from accounts.keys where ${ownedBy(owner)} ${unrevoked} order by created_at, id`;
      return rows.map(credentialOf);
    },
    async find(owner, id) {
      const rows = await queries.$queryRaw<Row[]>`
        select ${columns} from accounts.keys where id = ${id}::uuid and ${ownedBy(owner)}`;
      return rows[0] === undefined ? null : credentialOf(rows[0]);
    },
    async create({ accountId, kind, projectId = null }, credential) {
      const {
        key,
        label,
        createdBy,
        userId = null,
        permissions = null,
        expiresInSeconds = null,
      } = credential;
      return only(
        await queries.$queryRaw<Row[]>`
          insert into accounts.keys
            (kind, account_id, project_id, user_id, label, scoped, permissions, key_hash, last_four, created_by, expires_at)
          values
            (${kind}, ${accountId}, ${projectId}, ${userId}, ${label}, ${permissions !== null}, ${[...(permissions ?? [])]}::text[],
             ${hashKey(key)}, ${key.slice(-4)}, ${createdBy}, ${inSeconds(expiresInSeconds)})
          returning ${columns}`,
      );
    },
    async change(id, { label = null, permissions = null, expiresInSeconds = null, updatedBy }) {
      const expiry = inSeconds(expiresInSeconds);
      const rows = await queries.$queryRaw<Row[]>`
        update accounts.keys set
          label = coalesce(${label}, label),
          scoped = scoped or ${permissions !== null},
          permissions = case when ${permissions !== null} then ${[...(permissions ?? [])]}::text[] else permissions end,
          expires_at = coalesce(${expiry}, expires_at),
          updated_at = now(), updated_by = ${updatedBy}
        where id = ${id}::uuid and (${expiry} is null or expires_at is null or expires_at >= ${expiry})
        returning ${columns}`;
      return rows[0] === undefined ? null : credentialOf(rows[0]);
    },
    async revoke(id, revokedBy) {
      await queries.$executeRaw`
        update accounts.keys set revoked_at = now(), revoked_by = ${revokedBy}
        where id = ${id}::uuid and revoked_at is null`;
      return only(
        await queries.$queryRaw<Row[]>`select ${columns} from accounts.keys where id = ${id}::uuid`,
      );
    },
  };
}

const columns = Prisma.sql`id::text, label, case when scoped then permissions end as permissions, last_four, user_id,
  created_at, created_by, updated_at, updated_by, revoked_at, revoked_by, expires_at, last_used_at`;

type TimeColumn = 'created_at' | 'updated_at' | 'revoked_at' | 'expires_at' | 'last_used_at';

type Row = Omit<Credential, TimeColumn> & {
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly revoked_at: Date | null;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
};

function ownedBy({ accountId, kind, projectId }: CredentialOwner): Prisma.Sql {
  const project = projectId === undefined ? Prisma.empty : Prisma.sql`and project_id = ${projectId}`;
  return Prisma.sql`account_id = ${accountId} and kind = ${kind} ${project}`;
}

/** Null for null. */
const inSeconds = (seconds: number | null) => Prisma.sql`now() + make_interval(secs => ${seconds}::float8)`;

function only(rows: readonly Row[]): Credential {
  const [row] = rows;
  if (row === undefined) throw new Error('a key is gone that is never erased');
  return credentialOf(row);
}

function credentialOf(row: Row): Credential {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    revoked_at: row.revoked_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}

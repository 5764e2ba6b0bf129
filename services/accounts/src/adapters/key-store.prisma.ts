import type { ScoringKey } from '@botect/contracts';
import { hashKey } from '@botect/policy';
import type { Clock } from '@botect/runtime';
import type { KeyKind, KeyStore, Rotation } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/**
 * Stores site keys in clear, being public; of private keys the hash and the last four characters. Use it inside a
 * transaction: the row of a project's settings is the lock that lets one caller at a time change its keys.
 */
export function prismaKeyStore(queries: Queries, now: Clock): KeyStore {
  return {
    async enable(projectId, offered) {
      const { enabled, account_id } = await lockProject(queries, projectId);
      if (enabled) return { siteKey: await liveSiteKey(queries, projectId), minted: false };
      const enabledAt = new Date(now());
      await queries.scoringSettings.update({ where: { projectId }, data: { enabledAt } });
      const row = rowOf(account_id, projectId);
      const data = [row('site', offered.site), row('private', offered.private)];
      await queries.key.createMany({ data });
      return { siteKey: offered.site, minted: true };
    },
    async rotate(projectId, rotation) {
      const { enabled, account_id } = await lockProject(queries, projectId);
      if (!enabled) return false;
      await endLive(queries, projectId, rotation);
      const { kind, key } = rotation;
      await queries.key.create({ data: rowOf(account_id, projectId)(kind, key) });
      return true;
    },
    async list(projectId) {
      const rows = await listed(queries, projectId);
      return rows.map(({ created_at, expires_at, revoked_at, last_used_at, ...key }) => ({
        ...key,
        created_at: created_at.toISOString(),
        expires_at: expires_at?.toISOString() ?? null,
        revoked_at: revoked_at?.toISOString() ?? null,
        last_used_at: last_used_at?.toISOString() ?? null,
      }));
    },
  };
}

interface LockedProject {
  readonly enabled: boolean;
  readonly account_id: number;
}

async function lockProject(queries: Queries, projectId: number): Promise<LockedProject> {
  const [row] = await queries.$queryRaw<LockedProject[]>`
    select settings.enabled_at is not null as enabled, project.account_id
    from accounts.scoring_settings settings join accounts.projects project on project.id = settings.project_id
    where settings.project_id = ${projectId} for update of settings`;
  if (row === undefined) throw new Error(`project ${projectId} has no settings`);
  return row;
}

/** By the database's clock, which also judges the expiry. Whatever an earlier rotation left in grace ends now. */
async function endLive(queries: Queries, projectId: number, { kind, graceSeconds }: Rotation): Promise<void> {
  await queries.$executeRaw`
    update accounts.keys set
      revoked_at = case when expires_at is null and ${graceSeconds}::int > 0 then null else now() end,
      expires_at = case when expires_at is null and ${graceSeconds}::int > 0
        then now() + make_interval(secs => ${graceSeconds}::int) else expires_at end,
      updated_at = now()
    where project_id = ${projectId} and kind = ${kind} and revoked_at is null`;
}

async function liveSiteKey(queries: Queries, projectId: number): Promise<string> {
  const live = { projectId, kind: 'site', revokedAt: null, expiresAt: null };
  const row = await queries.key.findFirst({ where: live, select: { publicKey: true } });
  if (!row?.publicKey) throw new Error(`project ${projectId} is enabled and has no live site key`);
  return row.publicKey;
}

type ListedKey = Pick<ScoringKey, 'id' | 'kind' | 'last_four'> & {
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
};

/** Of those that ended: enough to see who still uses one, however often keys are rotated. */
const endedListedMax = 10;

function listed(queries: Queries, projectId: number): Promise<ListedKey[]> {
  return queries.$queryRaw<ListedKey[]>`
    select id::text, kind, last_four, created_at, expires_at, revoked_at, last_used_at
    from (
      select *, row_number() over (partition by kind, works order by ended_at desc, id) as place
      from (
        select *, least(revoked_at, expires_at) as ended_at,
               revoked_at is null and (expires_at is null or expires_at > now()) as works
        from accounts.keys where project_id = ${projectId} and kind in ('site', 'private')
      ) judged
    ) ranked
    where works or place <= ${endedListedMax}
    order by created_at desc, ended_at desc nulls first, kind, id`;
}

function rowOf(accountId: number, projectId: number) {
  return (kind: KeyKind, key: string) => ({
    kind,
    accountId,
    projectId,
    label: `${kind} key`,
    keyHash: new Uint8Array(hashKey(key)),
    publicKey: kind === 'site' ? key : null,
    lastFour: key.slice(-4),
  });
}

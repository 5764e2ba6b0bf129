import type { Prisma, PrismaClient } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { Clock } from '@botect/runtime';
import type { KeyKind, KeyStore } from '../ports.ts';

/** Stores site keys in clear, being public; of private keys the hash and the last four characters. */
export function prismaKeyStore(prisma: PrismaClient, now: Clock): KeyStore {
  return {
    enable: (projectId, keys) =>
      lockedProject(prisma, projectId, async (inside, enabled) => {
        if (enabled) return { siteKey: await liveSiteKey(inside, projectId), minted: false };
        const enabledAt = new Date(now());
        await inside.scoringSettings.update({ where: { projectId }, data: { enabledAt } });
        const rows = [keyRow(projectId, 'site', keys.site), keyRow(projectId, 'private', keys.private)];
        await inside.projectKey.createMany({ data: rows });
        return { siteKey: keys.site, minted: true };
      }),
    rotate: (projectId, kind, key) =>
      lockedProject(prisma, projectId, async (inside, enabled) => {
        if (!enabled) return false;
        const revokedAt = new Date(now());
        const live = { projectId, kind, revokedAt: null };
        await inside.projectKey.updateMany({ where: live, data: { revokedAt } });
        await inside.projectKey.create({ data: keyRow(projectId, kind, key) });
        return true;
      }),
  };
}

type Inside = Prisma.TransactionClient;

/** Long enough for a queue of simultaneous calls, short of the ten seconds a statement may take. */
const patience = { maxWait: 5_000, timeout: 8_000 };

/** One transaction at a time for each project: the row of its settings is the lock. */
function lockedProject<Outcome>(
  prisma: PrismaClient,
  projectId: number,
  work: (inside: Inside, enabled: boolean) => Promise<Outcome>,
): Promise<Outcome> {
  return prisma.$transaction(async (inside) => {
    const [row] = await inside.$queryRaw<{ enabled: boolean }[]>`
      select enabled_at is not null as enabled from accounts.scoring_settings
      where project_id = ${projectId} for update`;
    if (row === undefined) throw new Error(`project ${projectId} has no settings`);
    return work(inside, row.enabled);
  }, patience);
}

async function liveSiteKey(inside: Inside, projectId: number): Promise<string> {
  const live = { projectId, kind: 'site', revokedAt: null };
  const row = await inside.projectKey.findFirst({ where: live, select: { publicKey: true } });
  if (!row?.publicKey) throw new Error(`project ${projectId} is enabled and has no live site key`);
  return row.publicKey;
}

function keyRow(projectId: number, kind: KeyKind, key: string) {
  const keyHash = new Uint8Array(hashKey(key));
  return { projectId, kind, keyHash, publicKey: kind === 'site' ? key : null, lastFour: key.slice(-4) };
}

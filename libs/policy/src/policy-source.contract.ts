import type { Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashKey } from './hash-key.ts';
import type { PolicySource } from './policy.ts';
import { policySourcePostgres } from './policy-source.postgres.ts';

/** A project with a site and a private key, made as the control plane makes them. */
async function createProject({ prisma }: Database, name: string) {
  const account = await prisma.account.create({ data: { name, slug: name } });
  const project = await prisma.project.create({ data: { name, accountId: account.id } });
  await prisma.scoringSettings.create({
    data: {
      projectId: project.id,
      enabledAt: new Date(),
      sessionSeed: Buffer.from('seed'),
      challengeLikely: true,
    },
  });
  for (const kind of ['site', 'private']) {
    const keyHash = Buffer.from(hashKey(`${kind}-${name}`));
    await prisma.projectKey.create({ data: { projectId: project.id, kind, keyHash, lastFour: 'last' } });
  }
  return { accountId: account.id, projectId: project.id };
}

/** What a source over the accounts' tables promises. `connect` answers a migrated database. */
export function policySourceContract(title: string, connect: () => Promise<Database>): void {
  describe(title, () => {
    let database: Database;
    let source: PolicySource;
    beforeAll(async () => {
      database = await connect();
      source = policySourcePostgres(database);
    });
    afterAll(() => database.close());

    const find = (key: string) => source(hashKey(key));

    test('a live key stands for all its project and account decided', async () => {
      const { projectId, accountId } = await createProject(database, 'decided');
      expect(await find('site-decided')).toEqual({
        kind: 'site',
        policy: {
          projectId,
          accountId,
          accountActive: true,
          projectActive: true,
          scoringEnabled: true,
          monthlyEventQuota: null,
          sessionSeed: Buffer.from('seed'),
          settings: {
            allow_verified: true,
            protect_static: true,
            block_definite: false,
            challenge_likely: true,
          },
          likelyBotThreshold: 30,
        },
      });
    });

    test('a private key is told from a site key', async () => {
      await createProject(database, 'kinds');
      expect((await find('private-kinds'))?.kind).toBe('private');
    });

    test('a key nobody has is null', async () => {
      expect(await find('nobody')).toBeNull();
    });

    test('a revoked key is null', async () => {
      await createProject(database, 'revoked');
      await database.prisma.projectKey.updateMany({
        where: { keyHash: Buffer.from(hashKey('site-revoked')) },
        data: { revokedAt: new Date() },
      });
      expect([await find('site-revoked'), (await find('private-revoked'))?.kind]).toEqual([null, 'private']);
    });

    test('a suspended account, an inactive project and scoring never enabled are told', async () => {
      const { projectId, accountId } = await createProject(database, 'off');
      await database.prisma.account.update({ where: { id: accountId }, data: { suspendedAt: new Date() } });
      await database.prisma.project.update({ where: { id: projectId }, data: { isActive: false } });
      await database.prisma.scoringSettings.update({ where: { projectId }, data: { enabledAt: null } });
      const off = { accountActive: false, projectActive: false, scoringEnabled: false };
      expect((await find('site-off'))?.policy).toMatchObject(off);
    });

    test.each([0, 1_000_000, 5_000_000_000])('a quota of %d is a number', async (monthlyEventQuota) => {
      const { accountId } = await createProject(database, `quota-${monthlyEventQuota}`);
      await database.prisma.account.update({ where: { id: accountId }, data: { monthlyEventQuota } });
      expect((await find(`site-quota-${monthlyEventQuota}`))?.policy.monthlyEventQuota).toBe(
        monthlyEventQuota,
      );
    });
  });
}

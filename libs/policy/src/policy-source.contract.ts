import type { Database } from '@botect/database';
import { type DecisionRule, parseExpression } from '@botect/rules';
import { type Logger, silentLog } from '@botect/runtime';
import { type SeedRule, seedRule } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashKey } from './hash-key.ts';
import type { PolicySource } from './policy.ts';
import { policySourcePostgres } from './policy-source.postgres.ts';

interface Owner {
  readonly accountId: number;
  readonly projectId: number;
}

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
    const owner = { accountId: account.id, projectId: project.id };
    await prisma.key.create({ data: { ...owner, kind, label: kind, keyHash, lastFour: 'last' } });
  }
  return { accountId: account.id, projectId: project.id };
}

/** What a source over the accounts' tables promises. `connect` answers a migrated database. */
export function policySourceContract(title: string, connect: () => Promise<Database>): void {
  describe(title, () => {
    let database: Database;
    let source: PolicySource;
    const errors: unknown[] = [];
    const log: Logger = { ...silentLog, error: (told: unknown) => void errors.push(told) };
    beforeAll(async () => {
      database = await connect();
      source = policySourcePostgres(database, log);
    });
    afterAll(() => database.close());

    const find = (key: string) => source(hashKey(key));

    test('a live key stands for all its project and account decided', async () => {
      const { projectId, accountId } = await createProject(database, 'decided');
      expect(await find('site-decided')).toEqual({
        kind: 'site',
        keyId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        expiresAtMs: null,
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
          rules: [],
          ruleFields: new Set(),
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

    test('a key that expires tells when, and is null from then on by the clock of the database', async () => {
      await createProject(database, 'expiring');
      const expire = (expiresAt: Date) =>
        database.prisma.key.updateMany({
          where: { keyHash: Buffer.from(hashKey('site-expiring')) },
          data: { expiresAt },
        });
      await expire(new Date('2999-01-01T00:00:00.123Z'));
      expect((await find('site-expiring'))?.expiresAtMs).toBe(Date.parse('2999-01-01T00:00:00.123Z'));
      await expire(new Date(Date.now() - 1_000));
      expect(await find('site-expiring')).toBeNull();
    });

    test('a revoked key is null', async () => {
      await createProject(database, 'revoked');
      await database.prisma.key.updateMany({
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

    describe('rules', () => {
      const subject = (path: string) => ({ path }) as Parameters<DecisionRule['matches']>[0];
      const rulesOf = async (key: string) => (await find(key))?.policy.rules ?? [];
      const login = parseExpression('path == "/login"');
      const add = (of: Owner, name: string, over: Partial<SeedRule> = {}) =>
        seedRule(database, of, { expression: login, action: 'block', name, ...over });

      test('come compiled, with the fields they read', async () => {
        const owner = await createProject(database, 'rules');
        const expiresAt = new Date('2999-01-01T00:00:00Z');
        const id = await add(owner, 'Block', { isShadow: true, expiresAt });
        await add(owner, 'Office', { expression: parseExpression('ip == "192.0.2.1"'), action: 'allow' });
        const policy = (await find('private-rules'))?.policy;
        expect(policy?.rules[0]).toMatchObject({
          ...{ id, name: 'Block', action: 'block', isShadow: true, expiresAtMs: expiresAt.getTime() },
        });
        const matches = policy?.rules[0]?.matches;
        expect([matches?.(subject('/login')), matches?.(subject('/'))]).toEqual([true, false]);
        expect(policy?.ruleFields).toEqual(new Set(['path', 'ip']));
      });

      test('come by sort order, then by age, the whole account’s among the project’s own', async () => {
        const owner = await createProject(database, 'order');
        const projectId = (await createProject(database, 'stranger')).projectId;
        await add(owner, 'third', { sortOrder: 2 });
        await add(owner, 'first', { accountWide: true, sortOrder: -1 });
        await add(owner, 'fourth', { accountWide: true, sortOrder: 2 });
        await add(owner, 'second');
        await add({ ...owner, projectId }, 'another project’s');
        const names = (await rulesOf('site-order')).map(({ name }) => name);
        expect(names).toEqual(['first', 'second', 'third', 'fourth']);
      });

      test('another account’s, inactive and expired ones do not come', async () => {
        const owner = await createProject(database, 'none');
        await add(await createProject(database, 'other'), 'other', { accountWide: true });
        await add(owner, 'inactive', { isActive: false });
        await add(owner, 'expired', { expiresAt: new Date(Date.now() - 1_000) });
        expect(await rulesOf('site-none')).toEqual([]);
      });

      test('that cannot be read are left out and told to the log; the others hold', async () => {
        const owner = await createProject(database, 'unreadable');
        const ruleId = await add(owner, 'unreadable', { expression: { version: 99 } });
        await add(owner, 'readable');
        errors.length = 0;
        expect((await rulesOf('site-unreadable')).map(({ name }) => name)).toEqual(['readable']);
        expect(errors).toMatchObject([{ ruleId }]);
      });
    });
  });
}

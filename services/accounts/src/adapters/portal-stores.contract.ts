import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import type { RuleDraft, RuleScope } from '../core/rule.ts';
import type { SiteNaming, Stores } from '../ports/index.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresFindSecret, postgresFindSessionProjects } from './find-secret.postgres.ts';
import { seedSessions } from './seed-sessions.fixture.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';

const nowMs = Date.UTC(2026, 5, 14, 10, 30);
const draft = (name: string): RuleDraft => ({
  name,
  expression: { source: 'score < 30', parsed: {} },
  action: 'block',
  isActive: true,
  isShadow: false,
  sortOrder: 0,
  groupId: null,
  expiry: null,
});

export function portalStoresContract(database: () => Database): void {
  const stores = () => prismaStores(database().prisma, () => nowMs);
  const transact = <Outcome>(work: (inside: Stores) => Promise<Outcome>) =>
    prismaTransact(database().prisma, () => nowMs)(work);
  const create = (scope: RuleScope, name: string) =>
    transact(({ rules }) => rules.create(scope, [draft(name)]));
  const enabled = async () => {
    const own = await buildAccount(database());
    const keys = { site: `pk_${own.projectId}`, private: `sk_${own.projectId}` };
    await transact((inside) => inside.keys.enable(own.projectId, keys));
    return { ...own, keys };
  };

  describe('the name of a site', () => {
    test('is given to one of many who want it at the same time', async () => {
      const { accountId } = await buildAccount(database());
      const wanted = { name: 'shop', domains: [], sessionSeed: new Uint8Array(32) };
      const make = () =>
        transact(async ({ claimSiteName, projects }) => {
          const isFree = await claimSiteName(accountId, wanted);
          if (isFree) await projects.create(accountId, wanted);
          return isFree;
        });
      const made = await Promise.all([make(), make(), make(), make()]);
      expect(made.filter((isFree) => isFree)).toHaveLength(1);
    });

    test('is free for the project that has it, and in another account', async () => {
      const [own, foreign] = [await buildAccount(database()), await buildAccount(database())];
      const seeded = { name: 'only-here', domains: [], sessionSeed: new Uint8Array(32) };
      const { id: except } = await stores().projects.create(own.accountId, seeded);
      const claim = (accountId: number, naming: SiteNaming) =>
        transact(({ claimSiteName }) => claimSiteName(accountId, naming));
      expect(await claim(own.accountId, seeded)).toBe(false);
      expect(await claim(own.accountId, { ...seeded, except })).toBe(true);
      expect(await claim(foreign.accountId, seeded)).toBe(true);
    });
  });

  describe('the rules of an account', () => {
    test('are those of all its projects and its own, and of no other account', async () => {
      const [own, foreign] = [await buildAccount(database()), await buildAccount(database())];
      await create(own, 'of a project');
      await create({ ...own, projectId: null }, 'of all');
      await create(foreign, 'foreign');
      const listed = await stores().accountRules.list(own.accountId);
      expect(listed.map(({ name }) => name)).toEqual(['of a project', 'of all']);
    });

    test('are held a scope at a time', async () => {
      const own = await buildAccount(database());
      const whole = { accountId: own.accountId, projectId: null };
      await create(own, 'of a project');
      await create(whole, 'of all');
      const held = await transact(({ accountRules }) => accountRules.hold(whole));
      expect(held.map(({ name }) => name)).toEqual(['of all']);
    });

    test('held change for nobody else until they are let go', async () => {
      const own = await buildAccount(database());
      const whole = { accountId: own.accountId, projectId: null };
      const addUnlessThere = () =>
        transact(async ({ accountRules, rules }) => {
          const held = await accountRules.hold(whole);
          if (held.length === 0) await rules.create(whole, [draft('only')]);
        });
      await Promise.all([addUnlessThere(), addUnlessThere(), addUnlessThere()]);
      expect(await stores().accountRules.list(own.accountId)).toHaveLength(1);
    });
  });

  describe('the sites of an account', () => {
    test('are its projects with scoring, each with its live key', async () => {
      const { accountId, projectId, keys } = await enabled();
      await stores().projects.create(accountId, { name: 'x', domains: [], sessionSeed: new Uint8Array(32) });
      const rotation = { kind: 'site', key: `${keys.site}-new`, graceSeconds: 60 } as const;
      await transact((inside) => inside.keys.rotate(projectId, rotation));
      const project = await stores().projects.find(accountId, projectId);
      const site = { project, siteKey: `${keys.site}-new`, likelyBotThreshold: 30 };
      expect(await stores().sites(accountId)).toEqual([site]);
    });
  });

  describe('a private key', () => {
    test('is known with its project, and dead once revoked; a site key is none', async () => {
      const find = postgresFindSecret(database());
      const { accountId, projectId, keys } = await enabled();
      const known = { accountId, projectId, active: true, suspended: false };
      expect([await find(keys.private), await find(keys.site), await find('sk_none')]).toEqual([
        known,
        null,
        null,
      ]);
      const rotation = { kind: 'private', key: `${keys.private}-new`, graceSeconds: 0 } as const;
      await transact((inside) => inside.keys.rotate(projectId, rotation));
      expect([await find(keys.private), await find(rotation.key)]).toEqual([null, known]);
    });

    test('tells of a project that is off and an account that is suspended', async () => {
      const { accountId, projectId, keys } = await enabled();
      const { prisma } = database();
      await prisma.project.update({ where: { id: projectId }, data: { isActive: false } });
      await prisma.account.update({ where: { id: accountId }, data: { suspendedAt: new Date(nowMs) } });
      const found = await postgresFindSecret(database())(keys.private);
      expect(found).toMatchObject({ active: false, suspended: true });
    });
  });

  test('a session is found in the projects of one account, the lowest score first', async () => {
    const [own, foreign] = [await buildAccount(database()), await buildAccount(database())];
    const { accountId } = own;
    const project = { name: 'x', domains: [], sessionSeed: new Uint8Array(32) };
    const { id: second } = await stores().projects.create(accountId, project);
    const seed = (place: { accountId: number; projectId: number }, score: number) =>
      seedSessions(database(), place, [{ token: 'shared', score, lastSeenMs: nowMs }]);
    await seed(own, 90);
    await seed({ accountId, projectId: second }, 10);
    await seed(foreign, 1);
    const find = postgresFindSessionProjects(database());
    expect(await find(accountId, 'shared')).toEqual([second, own.projectId]);
    expect(await find(accountId, 'other')).toEqual([]);
  });
}

import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';
import { describe, expect, test } from '@jest/globals';
import type { ProjectChange } from '../ports/index.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaProjectStore } from './project-store.prisma.ts';
import { prismaTransact } from './stores.prisma.ts';

const sessionSeed = new Uint8Array(32).fill(7);
const shop = { name: 'Shop', domains: ['shop.example'], sessionSeed };

export function projectStoreContract(database: () => Database): void {
  const store = () => prismaProjectStore(database().prisma);
  const change = (accountId: number, projectId: number, change: ProjectChange) =>
    prismaTransact(
      database().prisma,
      Date.now,
    )(({ projects }) => projects.change(accountId, projectId, change));

  describe('a project store', () => {
    test('gives back what was created, active and with times', async () => {
      const { accountId } = await buildAccount(database());
      const project = await store().create(accountId, shop);
      expect(project).toMatchObject({ name: 'Shop', domains: ['shop.example'], is_active: true });
      expect(new Date(project.created_at).toISOString()).toBe(project.created_at);
      expect((await store().list(accountId)).at(-1)).toEqual(project);
    });

    test('a new project has default settings, its own session seed, and scoring not enabled', async () => {
      const { accountId } = await buildAccount(database());
      const { id: projectId } = await store().create(accountId, shop);
      expect(
        await database().prisma.scoringSettings.findUniqueOrThrow({ where: { projectId } }),
      ).toMatchObject({
        enabledAt: null,
        sessionSeed,
        allowVerified: true,
        protectStatic: true,
        blockDefinite: false,
        challengeLikely: false,
        likelyBotThreshold: 30,
      });
    });

    test('lists the account’s projects alone, by ascending id', async () => {
      const [ours, theirs] = [await buildAccount(database()), await buildAccount(database())];
      const later = await store().create(ours.accountId, shop);
      expect((await store().list(ours.accountId)).map(({ id }) => id)).toEqual([ours.projectId, later.id]);
      expect((await store().list(theirs.accountId)).map(({ id }) => id)).toEqual([theirs.projectId]);
    });

    test('an account finds its projects, nobody else’s and none that do not exist', async () => {
      const [ours, theirs] = [await buildAccount(database()), await buildAccount(database())];
      const ids = [ours.projectId, theirs.projectId, 2_147_483_647];
      const found = await Promise.all(ids.map((id) => store().find(ours.accountId, id)));
      expect(found).toEqual([(await store().list(ours.accountId))[0], null, null]);
    });

    test('a site key leads to its project as long as it lives, in its own account alone', async () => {
      const { accountId, projectId } = await buildAccount(database());
      const other = await buildAccount(database());
      const keys = {
        live: 'pk_live',
        inGrace: 'pk_grace',
        expired: 'pk_past',
        revoked: 'pk_dead',
        private: 'sk',
      };
      await addKeys(database(), { accountId, projectId }, keys);
      const find = (key: string) => store().bySiteKey(accountId, `${key}_${projectId}`);
      const found = await Promise.all([...Object.values(keys), 'pk_none'].map(find));
      expect(found.map((project) => project?.id)).toEqual([
        projectId,
        projectId,
        ...Array(4).fill(undefined),
      ]);
      expect(await store().bySiteKey(other.accountId, `pk_live_${projectId}`)).toBeNull();
    });

    test('what is named changes, and both states are told', async () => {
      const { accountId, projectId } = await buildAccount(database());
      const renamed = await change(accountId, projectId, { name: 'New' });
      expect(renamed).toMatchObject({ before: { name: 'Shop' }, after: { name: 'New', domains: [] } });
      const moved = await change(accountId, projectId, { domains: ['a.example'] });
      expect(moved).toMatchObject({ before: renamed?.after, after: { name: 'New', domains: ['a.example'] } });
      expect(await store().find(accountId, projectId)).toEqual(moved?.after);
    });

    test('of the last two projects switched off at once one stays active', async () => {
      const { accountId, projectId } = await buildAccount(database());
      const { id: second } = await store().create(accountId, shop);
      const off = (id: number) => change(accountId, id, { isActive: false });
      const outcomes = await Promise.all([off(projectId), off(second), off(projectId), off(second)]);
      const active = (await store().list(accountId)).filter(({ is_active }) => is_active);
      expect([active.length, outcomes.filter((outcome) => outcome === null).length]).toEqual([1, 2]);
    });

    test('a project that is off can be switched off again, and on', async () => {
      const { accountId, projectId } = await buildAccount(database());
      const { id } = await store().create(accountId, shop);
      const states = [];
      for (const isActive of [false, false, true])
        states.push((await change(accountId, id, { isActive }))?.after.is_active);
      expect(states).toEqual([false, false, true]);
      expect(await change(accountId, projectId, { isActive: false })).not.toBeNull();
      expect(await change(accountId, id, { isActive: false })).toBeNull();
    });
  });
}

/** A key of each state; its text is the one given and the project’s id. */
async function addKeys(
  { prisma }: Database,
  project: { readonly accountId: number; readonly projectId: number },
  keys: Readonly<Record<'live' | 'inGrace' | 'expired' | 'revoked' | 'private', string>>,
): Promise<void> {
  const times = {
    live: {},
    inGrace: { expiresAt: new Date(Date.UTC(2999, 0)) },
    expired: { expiresAt: new Date(Date.UTC(2020, 0)) },
    revoked: { revokedAt: new Date(Date.UTC(2020, 0)) },
    private: {},
  };
  for (const [state, key] of Object.entries(keys)) {
    const kind = state === 'private' ? 'private' : 'site';
    const keyHash = new Uint8Array(hashKey(`${key}_${project.projectId}`));
    const data = { ...project, kind, label: state, lastFour: 'four', keyHash };
    await prisma.key.create({ data: { ...data, ...times[state as keyof typeof times] } });
  }
}

import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaProjectStore } from './project-store.prisma.ts';

const sessionSeed = new Uint8Array(32).fill(7);
const shop = { name: 'Shop', domains: ['shop.example'], sessionSeed };

export function projectStoreContract(database: () => Database): void {
  const store = () => prismaProjectStore(database().prisma);

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

    test('an account owns its projects, nobody else’s and none that do not exist', async () => {
      const [ours, theirs] = [await buildAccount(database()), await buildAccount(database())];
      const ids = [ours.projectId, theirs.projectId, 2_147_483_647];
      expect(await Promise.all(ids.map((id) => store().owns(ours.accountId, id)))).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
}

import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaSettingsStore } from './settings-store.prisma.ts';

const defaults = {
  bot_settings: {
    allow_verified: true,
    protect_static: true,
    block_definite: false,
    challenge_likely: false,
  },
  likely_bot_threshold: 30,
};

export function settingsStoreContract(database: () => Database): void {
  const store = () => prismaSettingsStore(database().prisma);

  describe('a settings store', () => {
    test('starts with the observe-first defaults', async () => {
      const { projectId } = await buildAccount(database());
      expect(await store().read(projectId)).toEqual(defaults);
    });

    test('changes what is named, false included, and nothing else', async () => {
      const { projectId } = await buildAccount(database());
      const changed = await store().change(projectId, { allow_verified: false, likely_bot_threshold: 40 });
      expect(changed).toEqual({
        bot_settings: { ...defaults.bot_settings, allow_verified: false },
        likely_bot_threshold: 40,
      });
      expect(await store().read(projectId)).toEqual(changed);
    });

    test('an empty change changes nothing', async () => {
      const { projectId } = await buildAccount(database());
      expect(await store().change(projectId, {})).toEqual(defaults);
    });

    test('of simultaneous changes of different settings none is lost', async () => {
      const { projectId } = await buildAccount(database());
      await Promise.all([
        store().change(projectId, { block_definite: true }),
        store().change(projectId, { challenge_likely: true }),
        store().change(projectId, { likely_bot_threshold: 99 }),
      ]);
      expect(await store().read(projectId)).toEqual({
        bot_settings: { ...defaults.bot_settings, block_definite: true, challenge_likely: true },
        likely_bot_threshold: 99,
      });
    });

    test('a project’s settings are its own', async () => {
      const [ours, theirs] = [await buildAccount(database()), await buildAccount(database())];
      await store().change(ours.projectId, { block_definite: true });
      expect(await store().read(theirs.projectId)).toEqual(defaults);
    });
  });
}

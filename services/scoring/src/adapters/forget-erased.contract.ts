import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { postgresForgetErased } from './forget-erased.postgres.ts';
import { postgresSessionStore } from './session-store.postgres.ts';

/** Long ago, so that a suite sharing the database has nothing older. */
const before = Date.UTC(1999, 4, 31);

export function forgetErasedContract(opened: () => Database): void {
  let projects = 0;
  const erase = async (times: Readonly<Record<string, number>>) => {
    projects += 1;
    const projectId = projects;
    const store = postgresSessionStore(opened());
    const entries = Object.entries(times);
    const erasures = entries.map(([token, requestedAtMs]) => ({ projectId, token, requestedAtMs }));
    await store.erase([], erasures);
    return async () => (await store.load(erasures)).map(({ token }) => token).sort();
  };

  describe('forgetting erasures', () => {
    test('takes those asked for before, and no other', async () => {
      const left = await erase({ long: before - 1, just: before, recent: before + 1 });
      expect(await postgresForgetErased(opened())(before, 10)).toBe(1);
      expect(await left()).toEqual(['just', 'recent']);
    });

    test('takes the oldest, no more at once than asked for', async () => {
      const left = await erase({ a: 3, b: 1, c: 2 });
      expect(await postgresForgetErased(opened())(before, 2)).toBe(2);
      expect(await left()).toEqual(['a']);
    });
  });
}

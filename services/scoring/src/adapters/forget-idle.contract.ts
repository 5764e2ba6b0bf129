import type { Database } from '@botect/database';
import { seedProject } from '@botect/testkit';
import { describe, expect, test } from '@jest/globals';
import { postgresForgetIdle } from './forget-idle.postgres.ts';

const before = Date.UTC(2026, 4, 31);

/** `opened` answers a database as its owner: seeding writes what scoring may not. */
export function forgetIdleContract(opened: () => Database): void {
  const seed = async (tokens: Readonly<Record<string, number>>) => {
    const { accountId, projectId } = await seedProject(opened());
    for (const [token, seenMs] of Object.entries(tokens)) {
      await opened().query(
        `insert into scoring.sessions (project_id, token, account_id, revision, score, last_seen_at)
         values ($1, $2, $3, 1, 50, $4)`,
        [projectId, token, accountId, new Date(seenMs)],
      );
    }
    const left = async () => {
      const text = 'select token from scoring.sessions where project_id = $1 order by token';
      return (await opened().query<{ token: string }>(text, [projectId])).rows.map(({ token }) => token);
    };
    return left;
  };

  describe('forgetting idle sessions', () => {
    test('takes those last seen before, of every project, and no other', async () => {
      const first = await seed({ long: before - 1, just: before, recent: before + 1 });
      const second = await seed({ longer: before - 1_000, recent: before + 1_000 });
      expect(await postgresForgetIdle(opened())(before, 10)).toBe(2);
      expect([await first(), await second()]).toEqual([['just', 'recent'], ['recent']]);
    });

    test('takes no more at once than asked for', async () => {
      const left = await seed({ a: 1, b: 2, c: 3 });
      expect(await postgresForgetIdle(opened())(before, 2)).toBe(2);
      expect(await left()).toHaveLength(1);
      expect(await postgresForgetIdle(opened())(before, 2)).toBe(1);
    });
  });
}

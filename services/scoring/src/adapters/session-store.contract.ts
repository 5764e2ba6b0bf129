import type { Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeSession } from '../core/change-session.ts';
import { batch, signal } from '../core/session-builder.fixture.ts';
import type { SessionChange } from '../ports.ts';
import { postgresSessionStore } from './session-store.postgres.ts';

const june = Date.UTC(2026, 5, 14);

/** What every home of sessions promises. Each test uses an account of its own. */
export function sessionStoreContract(connect: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await connect();
  }, 60_000);
  afterAll(() => database.close());

  let accounts = 0;
  const subject = () => {
    accounts += 1;
    const accountId = accounts;
    const store = postgresSessionStore(database);
    const change = (token: string, revision: number, over: Partial<SessionChange> = {}): SessionChange => ({
      projectId: accountId,
      token,
      accountId,
      revision,
      ...changeSession(null, [
        batch([signal(revision, 'mouse', { mouse_entropy: 0.5, mouse_moves: 64 })], { acceptedAtMs: june }),
      ]),
      newEvents: 1,
      scoredAtMs: june + 5,
      batches: [],
      ...over,
    });
    const usage = async () => {
      const { rows } = await database.query<{ month: string; events: number }>(
        'select month::text, events::int from scoring.usage_months where account_id = $1 order by month',
        [accountId],
      );
      return rows;
    };
    const load = async (token: string) => (await store.load([{ projectId: accountId, token }]))[0];
    return { store, change, usage, load };
  };

  describe('a session store', () => {
    test('gives back what was saved', async () => {
      const { store, change, load } = subject();
      const saved = change('a', 1);
      expect(await store.save([saved])).toBe(true);
      expect(await load('a')).toEqual({
        projectId: saved.projectId,
        token: 'a',
        revision: 1,
        state: saved.state,
      });
    });

    test('knows nothing of sessions nobody saved, and of other projects’', async () => {
      const { store, change, load } = subject();
      const other = change('b', 1);
      await store.save([{ ...other, projectId: other.projectId + 1_000_000 }]);
      expect(await load('b')).toBeUndefined();
    });

    test('refuses a change that does not follow the stored revision, and meters nothing for it', async () => {
      const { store, change, usage, load } = subject();
      await store.save([change('a', 1)]);
      expect([await store.save([change('a', 1)]), await store.save([change('a', 3)])]).toEqual([
        false,
        false,
      ]);
      expect([(await load('a'))?.revision, await usage()]).toEqual([1, [{ month: '2026-06-01', events: 1 }]]);
    });

    test('saves the changes that do follow beside one that does not, and says so', async () => {
      const { store, change, load } = subject();
      await store.save([change('a', 1)]);
      expect(await store.save([change('a', 9), change('b', 1)])).toBe(false);
      expect([(await load('a'))?.revision, (await load('b'))?.revision]).toEqual([1, 1]);
    });

    test('meters the new events of an account by calendar month, UTC', async () => {
      const { store, change, usage } = subject();
      const july = changeSession(null, [batch([signal(1, 'mouse')], { acceptedAtMs: Date.UTC(2026, 6, 1) })]);
      await store.save([
        change('a', 1, { newEvents: 7 }),
        change('b', 1, { newEvents: 3 }),
        change('c', 1, july),
      ]);
      await store.save([change('a', 2, { newEvents: 5 })]);
      expect(await usage()).toEqual([
        { month: '2026-06-01', events: 15 },
        { month: '2026-07-01', events: 1 },
      ]);
    });

    test('lets exactly one of two simultaneous writers of a session win', async () => {
      const { store, change, usage } = subject();
      const outcomes = await Promise.all([store.save([change('a', 1)]), store.save([change('a', 1)])]);
      expect(outcomes.toSorted()).toEqual([false, true]);
      expect(await usage()).toEqual([{ month: '2026-06-01', events: 1 }]);
    });
  });
}

import type { Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeSession } from '../core/change-session.ts';
import { batch, signal } from '../core/session-builder.fixture.ts';
import type { RequestedErasure, SessionChange } from '../ports.ts';
import { postgresSessionStore } from './session-store.postgres.ts';

const june = Date.UTC(2026, 5, 14);

/** What every home of sessions promises. Each test uses an account of its own. */
export function sessionStoreContract(connect: () => Promise<Database>): void {
  let database: Database;
  beforeAll(async () => {
    database = await connect();
  }, 180_000);
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
      beganAtMs: june,
      erasedAtMs: null,
      isNew: revision === 1,
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
    const history = async () => {
      const { rows } = await database.query<{ history: { at: string; score: number }[] }>(
        'select history from scoring.sessions where project_id = $1',
        [accountId],
      );
      return rows[0]?.history;
    };
    /** A change with another outcome. */
    const scored = (revision: number, score: number, detectionIds: number[] = []): SessionChange => {
      const next = change('a', revision, { scoredAtMs: june + revision });
      return { ...next, scoring: { ...next.scoring, score, detectionIds } };
    };
    const load = async (token: string) => (await store.load([{ projectId: accountId, token }]))[0];
    const requested = (token: string, requestedAtMs: number): RequestedErasure[] => [
      { projectId: accountId, token, requestedAtMs },
    ];
    return { store, change, scored, usage, history, load, requested };
  };

  describe('a session store', () => {
    test('shows the address of a visitor who came back after it was hidden', async () => {
      const { store, change } = subject();
      const first = change('a', 1);
      await store.save([first]);
      const at = [first.projectId];
      await database.query(
        `update scoring.sessions set address_hidden = true, address_hash = '\\x01' where project_id = $1`,
        at,
      );
      await store.save([change('a', 2)]);
      const text = 'select address_hidden, address_hash from scoring.sessions where project_id = $1';
      expect((await database.query(text, at)).rows).toEqual([{ address_hidden: false, address_hash: null }]);
    });

    test('gives back what was saved', async () => {
      const { store, change, load } = subject();
      const saved = change('a', 1);
      expect(await store.save([saved])).toBe(true);
      expect(await load('a')).toEqual({
        projectId: saved.projectId,
        token: 'a',
        revision: 1,
        beganAtMs: june,
        state: saved.state,
        erasedAtMs: null,
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

    test('keeps a history of what a session was told to be, and of nothing else', async () => {
      const { store, scored, history } = subject();
      const outcomes: [number, number[]?][] = [
        [50],
        [50],
        [20, [3002]],
        [20, [3002, 3005]],
        [20, [3002, 3005]],
      ];
      for (const [at, [score, ids]] of outcomes.entries()) await store.save([scored(at + 1, score, ids)]);
      await store.save([scored(5, 99)]);
      expect(await history()).toEqual([
        { at: '2026-06-14T00:00:00.001Z', score: 50, detection_ids: [] },
        { at: '2026-06-14T00:00:00.003Z', score: 20, detection_ids: [3002] },
        { at: '2026-06-14T00:00:00.004Z', score: 20, detection_ids: [3002, 3005] },
      ]);
    });

    test('of a long history keeps how it began and the newest 19', async () => {
      const { store, scored, history } = subject();
      for (let at = 1; at <= 30; at += 1) await store.save([scored(at, at)]);
      const newest = Array.from({ length: 19 }, (_, at) => at + 12);
      expect((await history())?.map(({ score }) => score)).toEqual([1, ...newest]);
    });

    test('erases a session at its revision, and meters nothing for it', async () => {
      const { store, change, usage, load, requested } = subject();
      await store.save([change('a', 1), change('b', 1)]);
      expect(await store.erase([change('a', 1)], requested('a', june))).toBe(true);
      expect(await load('a')).toMatchObject({ revision: 0, state: null, erasedAtMs: june });
      expect((await load('b'))?.revision).toBe(1);
      expect(await usage()).toEqual([{ month: '2026-06-01', events: 2 }]);
    });

    test.each<[string, Partial<SessionChange>]>([
      ['at another revision', { revision: 2 }],
      ['of an earlier beginning', { beganAtMs: june - 1 }],
      ['nobody saved', { token: 'b' }],
    ])('refuses to erase a session %s', async (_what, over) => {
      const { store, change, load, requested } = subject();
      await store.save([change('a', 1)]);
      expect(await store.erase([change('a', 1, over)], requested('a', june))).toBe(false);
      expect((await load('a'))?.revision).toBe(1);
    });

    test.each<[string, Partial<SessionChange>]>([
      ['gone', { token: 'b' }],
      ['begun anew meanwhile', { beganAtMs: june - 1 }],
    ])('refuses to go on with a session that is %s', async (_what, over) => {
      const { store, change, usage, load } = subject();
      await store.save([change('a', 1)]);
      expect(await store.save([change('a', 2, over)])).toBe(false);
      expect([(await load('a'))?.revision, await load('b'), (await usage())[0]?.events]).toEqual([
        1,
        undefined,
        1,
      ]);
    });

    test('remembers the newest erasure, of a session that is there or not', async () => {
      const { store, change, load, requested } = subject();
      await store.save([change('a', 1)]);
      for (const atMs of [june - 5, june - 9]) await store.erase([], requested('a', atMs));
      await store.erase([], [...requested('b', 3), ...requested('b', 4)]);
      expect([(await load('a'))?.erasedAtMs, (await load('b'))?.erasedAtMs]).toEqual([june - 5, 4]);
    });

    test('keeps of an erased session’s token a hash alone', async () => {
      const { store, requested } = subject();
      await store.erase([], requested('the-marked-visitor', june));
      const text = 'select held::text, convert_from(session_hash, $1) from scoring.erased_sessions held';
      const { rows } = await database.query<{ held: string }>(text, ['LATIN1']);
      expect(JSON.stringify(rows)).not.toContain('marked');
    });

    test.each([
      ['refuses', 'no later', june, false],
      ['saves', 'later', june + 1, true],
    ])(
      '%s a change whose oldest batch was accepted %s than the erasure',
      async (_does, _when, atMs, saved) => {
        const { store, change, requested } = subject();
        await store.erase([], requested('a', june));
        const batches = [june + 9, atMs].map((acceptedAtMs) => batch([], { acceptedAtMs }));
        expect(await store.save([change('a', 1, { batches })])).toBe(saved);
      },
    );

    test('begins a session at any revision, and only when there is none', async () => {
      const { store, change, history, load } = subject();
      const begun = change('a', 7, { isNew: true });
      expect([await store.save([begun]), (await history())?.length]).toEqual([true, 1]);
      expect(await store.save([{ ...begun, revision: 8 }])).toBe(false);
      expect((await load('a'))?.revision).toBe(7);
    });
  });
}

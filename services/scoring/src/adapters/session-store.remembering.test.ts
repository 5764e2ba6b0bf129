import { describe, expect, test } from '@jest/globals';
import { scoreSession } from '../core/score-session.ts';
import { emptySession } from '../core/session-state.ts';
import type { SessionChange, SessionKey, SessionStore } from '../ports.ts';
import { rememberingSessionStore } from './session-store.remembering.ts';

const change = (token: string, revision: number): SessionChange => ({
  projectId: 1,
  token,
  accountId: 1,
  revision,
  beganAtMs: 0,
  erasedAtMs: null,
  isNew: revision === 1,
  state: emptySession,
  scoring: scoreSession(emptySession),
  newEvents: 1,
  changed: true,
  scoredAtMs: 0,
  batches: [],
});

const key = { projectId: 1, token: 'a' };

function subject(
  save: () => Promise<boolean>,
  erase = save,
  stored: Awaited<ReturnType<SessionStore['load']>> = [],
) {
  const asked: string[] = [];
  const durable: SessionStore = {
    load: async (keys) => {
      asked.push(...keys.map(({ token }) => token));
      return stored;
    },
    save,
    erase,
  };
  const keys = (...tokens: string[]): SessionKey[] => tokens.map((token) => ({ projectId: 1, token }));
  return { store: rememberingSessionStore(durable, 10), asked, keys };
}

const requested = (token: string, requestedAtMs: number) => [{ projectId: 1, token, requestedAtMs }];

describe('a remembering session store', () => {
  test('asks for nothing it saved itself', async () => {
    const { store, asked, keys } = subject(async () => true);
    await store.save([change('a', 1)]);
    expect((await store.load(keys('a', 'b'))).map(({ revision }) => revision)).toEqual([1]);
    expect(asked).toEqual(['b']);
  });

  test('forgets everything when another writer was faster', async () => {
    const outcomes = [true, false];
    const { store, asked, keys } = subject(async () => outcomes.shift() ?? true);
    await store.save([change('a', 1), change('b', 1)]);
    await store.save([change('a', 2)]);
    await store.load(keys('a', 'b'));
    expect(asked).toEqual(['a', 'b']);
  });

  test('does not trust a save that may or may not have happened', async () => {
    const { store, asked, keys } = subject(() => Promise.reject(new Error('gone')));
    await expect(store.save([change('a', 1)])).rejects.toThrow('gone');
    await store.load(keys('a'));
    expect(asked).toEqual(['a']);
  });

  test('remembers of what it erased the revision and the newest erasure alone', async () => {
    const { store, asked, keys } = subject(async () => true);
    await store.save([change('a', 4)]);
    await store.erase([change('a', 4)], requested('a', 7));
    await store.erase([], requested('a', 6));
    expect(await store.load(keys('a'))).toMatchObject([
      { token: 'a', revision: 5, state: null, erasedAtMs: 7 },
    ]);
    expect(asked).toEqual([]);
  });

  test('forgets everything when what it erased was changed elsewhere', async () => {
    const { store, asked, keys } = subject(
      async () => true,
      async () => false,
    );
    await store.save([change('a', 1), change('b', 1)]);
    expect(await store.erase([change('a', 1)], requested('a', 1))).toBe(false);
    expect([await store.load(keys('a', 'b')), asked]).toEqual([[], ['a', 'b']]);
  });

  test('asked for a session as it is now believes neither its state nor its absence', async () => {
    const { store, asked, keys } = subject(async () => true);
    await store.save([change('a', 1), change('b', 1), change('c', 1)]);
    await store.erase([change('b', 1)], requested('b', 1));
    const loaded = await store.load(keys('a', 'b', 'c'), keys('a', 'b'));
    expect(loaded.map(({ token, revision }) => [token, revision])).toEqual([
      ['b', 2],
      ['c', 1],
    ]);
    expect(asked).toEqual(['a', 'b']);
  });

  test('hears of an erasure elsewhere, and counts on from its own revision', async () => {
    const erased = { ...key, revision: 0, beganAtMs: 0, state: null, erasedAtMs: 9 };
    const { store, keys } = subject(async () => true, undefined, [erased]);
    await store.save([change('a', 4)]);
    await store.erase([change('a', 4)], requested('a', 7));
    const loaded = await store.load(keys('a'), keys('a'));
    expect(loaded).toMatchObject([{ revision: 5, state: null, erasedAtMs: 9 }]);
    expect(await store.load(keys('a'))).toEqual(loaded);
  });
});

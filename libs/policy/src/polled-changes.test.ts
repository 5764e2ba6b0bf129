import { describe, expect, test } from '@jest/globals';
import { changeMessage } from './policy-changes.ts';
import { endlessLease } from './policy-lease.ts';
import { polledChanges } from './polled-changes.ts';
import { type Look, lookReachMs, type NotedChange } from './recent-changes.postgres.ts';

const startMs = 1_000_000;

/** A channel on which nobody announces anything, and a database whose answers the test writes. */
async function subject() {
  const heard: string[] = [];
  const ended: string[] = [];
  const since: (number | null)[] = [];
  const answered: number[] = [];
  let found: Look | null = { atMs: startMs, server: 'first', notes: [] };
  let again = () => Promise.resolve();
  let announcedGap = () => {};
  const announced = {
    publish: async () => {},
    async subscribe(_: unknown, onGap: () => void) {
      announcedGap = onGap;
      return { close: async () => void ended.push('channel') };
    },
  };
  const subscription = await polledChanges(announced, {
    lease: endlessLease,
    onAsked: () => answered.push(since.length),
    async recent(sinceMs) {
      since.push(sinceMs);
      return found ?? Promise.reject(new Error('away'));
    },
    repeat: (work) => {
      again = work;
      return { close: async () => void ended.push('lookout') };
    },
  }).subscribe(
    (message) => heard.push(message),
    () => heard.push('gap'),
  );
  await new Promise(setImmediate);
  heard.length = 0;
  /** What a look `afterMs` later finds; nothing when the database is away. */
  const look = (afterMs: number, notes: readonly NotedChange[], server = 'first') => {
    found = { atMs: startMs + afterMs, server, notes };
    return again();
  };
  const lookInVain = () => {
    found = null;
    return again();
  };
  return {
    heard,
    since,
    answered,
    ended,
    look,
    lookInVain,
    subscription,
    missAnnounced: () => announcedGap(),
  };
}

const one = { id: 7, projectId: 123 };

describe('changes noted in the database', () => {
  test('are told once, also when one becomes visible late among its elders', async () => {
    const { heard, look } = await subject();
    await look(500, [one]);
    await look(1_000, [one, { id: 6, projectId: 124 }]);
    expect(heard).toEqual([changeMessage(123), changeMessage(124)]);
  });

  test('are looked for at once, and then from the last look that was answered', async () => {
    const { since, look, lookInVain } = await subject();
    await look(500, []);
    await expect(lookInVain()).rejects.toThrow('away');
    await look(600_000, []);
    expect(since).toEqual([null, startMs, startMs + 500, startMs + 500]);
  });

  test('of a time without the database are told at its return, and nothing else is forgotten', async () => {
    const { heard, look, lookInVain } = await subject();
    await lookInVain().catch(() => {});
    await look(600_000, [one]);
    expect(heard).toEqual([changeMessage(123)]);
  });

  test('are missed by nobody whose announcements were cut off: that is no gap', async () => {
    const { heard, look, missAnnounced } = await subject();
    missAnnounced();
    await look(500, [one]);
    expect(heard).toEqual([changeMessage(123)]);
  });

  test.each([
    ['nobody looked for as long as they are kept', lookReachMs, 'first'],
    ['another server answers', 500, 'second'],
    ['the clock of the database was set back', -1, 'first'],
  ])('may have been missed when %s', async (_, afterMs, server) => {
    const { heard, look } = await subject();
    await look(0, [one]);
    await look(afterMs, [{ id: 7, projectId: 5 }], server);
    expect(heard).toEqual([changeMessage(123), 'gap', changeMessage(5)]);
  });

  test('are looked for until the subscription is closed', async () => {
    const { ended, subscription } = await subject();
    await subscription.close();
    expect(ended).toEqual(['lookout', 'channel']);
  });
});

test('only an answer counts as having asked', async () => {
  const { answered, look, lookInVain } = await subject();
  await lookInVain().catch(() => {});
  expect(answered).toEqual([1]);
  await look(500, []);
  expect(answered).toEqual([1, 3]);
});

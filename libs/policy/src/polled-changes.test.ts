import { fakeClock } from '@botect/testkit';
import { describe, expect, test } from '@jest/globals';
import { changeMessage } from './policy-changes.ts';
import { polledChanges } from './polled-changes.ts';
import { type NotedChange, noteWindowMs } from './recent-changes.postgres.ts';

/** A channel nobody announces on, and a database whose notes the test writes. */
async function subject() {
  const now = fakeClock(1_000_000);
  const heard: string[] = [];
  const ended: string[] = [];
  let notes: readonly NotedChange[] | null = [];
  let answersAfterMs = 0;
  let look = () => Promise.resolve();
  const silent = {
    publish: async () => {},
    subscribe: async () => ({ close: async () => void ended.push('channel') }),
  };
  const asked: number[] = [];
  const subscription = await polledChanges(silent, {
    now,
    onAsked: () => asked.push(now()),
    async recent() {
      now.advance(answersAfterMs);
      return notes ?? Promise.reject(new Error('away'));
    },
    repeat: (work) => {
      look = work;
      return { close: async () => void ended.push('lookout') };
    },
  }).subscribe(
    (message) => heard.push(message),
    () => heard.push('gap'),
  );
  const lookAt = (noted: readonly NotedChange[] | null, afterMs = 0) => {
    [notes, answersAfterMs] = [noted, afterMs];
    return look();
  };
  return { now, heard, asked, ended, lookAt, subscription };
}

describe('changes noted in the database', () => {
  test('are told once, also when one becomes visible late among its elders', async () => {
    const { heard, lookAt } = await subject();
    await lookAt([{ id: 7, projectId: 123 }]);
    await lookAt([
      { id: 7, projectId: 123 },
      { id: 6, projectId: 124 },
    ]);
    expect(heard).toEqual([changeMessage(123), changeMessage(124)]);
  });

  test('may have been missed when the database was away for long: everything is forgotten', async () => {
    const { now, heard, lookAt } = await subject();
    await lookAt([]);
    now.advance(noteWindowMs);
    await expect(lookAt(null)).rejects.toThrow('away');
    expect(heard).toEqual([]);
    await lookAt([]);
    expect(heard).toEqual(['gap']);
  });

  test('may have been missed when the answer is long in coming: some left its sight meanwhile', async () => {
    const { heard, lookAt } = await subject();
    await lookAt([], noteWindowMs / 2);
    expect(heard).toEqual([]);
    await lookAt([], 1);
    expect(heard).toEqual(['gap']);
  });

  test('after a short absence nothing was missed', async () => {
    const { now, heard, lookAt } = await subject();
    now.advance(noteWindowMs / 4);
    await lookAt([{ id: 1, projectId: 5 }]);
    expect(heard).toEqual([changeMessage(5)]);
  });

  test('are looked for until the subscription is closed', async () => {
    const { ended, subscription } = await subject();
    await subscription.close();
    expect(ended).toEqual(['lookout', 'channel']);
  });
});

test('only an answer counts as having asked', async () => {
  const { asked, lookAt } = await subject();
  await lookAt(null).catch(() => {});
  expect(asked).toEqual([]);
  await lookAt([]);
  expect(asked).toHaveLength(1);
});

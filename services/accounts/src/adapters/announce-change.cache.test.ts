import { setImmediate as endOfTurn } from 'node:timers/promises';
import { silentLog } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { announceChangeByCache } from './announce-change.cache.ts';

/** Announcing over a channel that is away for the first messages; pauses take no time unless told. */
function subject(messagesLost: number, pauseEnds: Promise<void> = Promise.resolve()) {
  const pauses: number[] = [];
  const warnings: object[] = [];
  const published = Promise.withResolvers<string>();
  const gaveUp = Promise.withResolvers<void>();
  const publish = async (message: string) => {
    if (warnings.length < messagesLost) throw new Error('away');
    published.resolve(message);
  };
  const warn = (fields: object | string) => {
    if (warnings.push(Object(fields)) === 4) gaveUp.resolve();
  };
  const channel = { publish, subscribe: () => Promise.reject(new Error('nobody listens')) };
  const announce = announceChangeByCache(channel, { ...silentLog, warn }, (ms) => {
    pauses.push(ms);
    return pauseEnds;
  });
  return { announce, pauses, warnings, published: published.promise, gaveUp: gaveUp.promise };
}

test('a change is published by the time announcing resolves', async () => {
  const { announce, published, pauses } = subject(0);
  await announce(123);
  expect([await published, pauses]).toEqual(['{"project_id":123}', []]);
});

test('while the cache is away announcing does not wait for it to be back', async () => {
  const { announce, pauses } = subject(1, Promise.withResolvers<void>().promise);
  await announce(123);
  expect(pauses).toEqual([1_000]);
});

test('what was lost is tried again in the background, until it is published once', async () => {
  const { announce, published, pauses } = subject(2);
  await announce(123);
  expect(await published).toBe('{"project_id":123}');
  await endOfTurn();
  expect(pauses).toEqual([1_000, 4_000]);
});

test('each failure is logged, and after twenty seconds it is given up: readers ask by themselves soon', async () => {
  const { announce, pauses, warnings, gaveUp } = subject(Number.POSITIVE_INFINITY);
  await announce(123);
  await gaveUp;
  expect(pauses).toEqual([1_000, 4_000, 15_000]);
  expect(warnings).toMatchObject([1, 2, 3, 4].map((attempt) => ({ projectId: 123, attempt })));
});

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { silentLog } from './logger.ts';
import { resources } from './resources.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Closes parts that take so long each, in the order given; answers when each began, and what was not finished. */
async function closing(budgetMs: number, durations: Readonly<Record<string, number>>) {
  const held = resources();
  const startMs = performance.now();
  const began: Record<string, number> = {};
  for (const [part, durationMs] of Object.entries(durations).toReversed()) {
    const close = () => {
      began[part] = performance.now() - startMs;
      return new Promise<void>((resolve) => void setTimeout(resolve, durationMs));
    };
    await held.use(part, { close });
  }
  const closed = held.closeAll(budgetMs, silentLog);
  await jest.runAllTimersAsync();
  return { began, unfinished: await closed };
}

const never = 1_000_000;

test('parts that take their time are all finished, as long as the budget lasts for them together', async () => {
  expect(await closing(10_000, { server: 6_000, consumer: 3_000, database: 900 })).toEqual({
    began: { server: 0, consumer: 6_000, database: 9_000 },
    unfinished: [],
  });
});

test('one that hangs is named, and leaves the others a tenth of the time', async () => {
  expect(await closing(10_000, { server: never, consumer: 500, database: 400 })).toEqual({
    began: { server: 0, consumer: 9_000, database: 9_500 },
    unfinished: ['server'],
  });
});

test('however many hang, all are asked to close and none outlives the budget', async () => {
  const { began, unfinished } = await closing(10_000, { a: never, b: never, c: never });
  expect([began, unfinished]).toEqual([{ a: 0, b: 9_000, c: 9_900 }, ['a', 'b', 'c']]);
});

test('one that hangs after the budget is spent does not hold up the process', async () => {
  const { began, unfinished } = await closing(0, { a: never, b: never });
  expect([began['b'], unfinished]).toEqual([expect.any(Number), ['a', 'b']]);
});

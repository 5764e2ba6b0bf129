import { expect, test } from '@jest/globals';
import { forgetIdleSessions } from './forget-idle-sessions.ts';

const nowMs = Date.UTC(2026, 5, 30);

test('goes on until nobody is left who was last seen that long ago', async () => {
  const asked: number[] = [];
  const left = [1_000, 1_000, 7];
  const forgetIdle = async (before: number) => {
    asked.push(before);
    return left[asked.length - 1] ?? 0;
  };
  await forgetIdleSessions({ forgetIdle, now: () => nowMs, idleDays: 30 }).work();
  expect(asked).toEqual(Array(3).fill(Date.UTC(2026, 4, 31)));
});

import { expect, test } from '@jest/globals';
import type { Stores } from '../ports/index.ts';
import { forgetExpired } from './forget-expired.ts';

test('a process that lives for hours only comes to it, and does it once a round', async () => {
  const rounds: number[] = [];
  const forget = async (auditDays: number) => void rounds.push(auditDays);
  const { everyMs, work } = forgetExpired({ stores: { forgetExpired: forget } as Stores }, 90);
  expect(everyMs).toBeLessThanOrEqual(3_600_000);
  await work();
  expect(rounds).toEqual([90]);
});

import { expect, test } from '@jest/globals';
import type { Stores } from '../ports/index.ts';
import { forgetExpired } from './forget-expired.ts';

test('a process that lives for hours only comes to it, and does it once a round', async () => {
  const rounds: string[] = [];
  const stores = { forgetExpired: async () => void rounds.push('one') } as unknown as Stores;
  const { everyMs, work } = forgetExpired({ stores });
  expect(everyMs).toBeLessThanOrEqual(3_600_000);
  await work();
  expect(rounds).toEqual(['one']);
});

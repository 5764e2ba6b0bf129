import { connectCache } from '@botect/cache';
import { Problem } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { motionMemory, motionSlots } from '../core/motion-memory.ts';
import { compareMotionInCache } from './compare-motion.cache.ts';
import { compareMotionContract } from './compare-motion.contract.ts';

compareMotionContract('the embedded cache', () => connectCache({ embedded: true }));

test('a cache that is away makes the answer unknown', async () => {
  const away = { claim: () => Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'away')) };
  const shown = [{ projectId: 1, token: 'a', strokes: [[1, 2, 3, 4]] }];
  expect(await compareMotionInCache(away)(shown)).toBeNull();
});

test('a project has so many keys and no more, whatever its sessions show', async () => {
  const keys = new Set<string>();
  const compare = compareMotionInCache({
    async claim(claims) {
      for (const { key } of claims) keys.add(key.toString('hex'));
      return claims.map(() => null);
    },
  });
  for (let session = 0; session < 2_000; session += 1) {
    const strokes = Array.from({ length: 250 }, (_, at) => [(session * 250 + at) * 14_401]);
    await compare([
      { projectId: 1, token: `${session}`, strokes: strokes.map((one) => one.map((n) => n % 2 ** 32)) },
    ]);
  }
  expect(keys.size).toBe(motionSlots);
});

test('of far more sessions than it has room for the newest are remembered', () => {
  const remember = motionMemory(64);
  const strokesOf = (session: number) => [0, 1, 2, 3].map((at) => [(session * 4 + at) * 2_654_435 + 1]);
  for (let session = 0; session < 10_000; session += 1) remember(session, strokesOf(session));
  const found = (session: number) => remember(-1, strokesOf(session)).flat().length;
  expect([found(9_999), found(5)]).toEqual([4, 0]);
});

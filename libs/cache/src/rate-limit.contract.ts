import { uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Allowance, Cache } from './cache.ts';

const windowMs = 60_000;

/** What limits promise on both caches. `connect` answers a new handle on one and the same store. */
export function rateLimitContract(title: string, connect: () => Promise<Cache>): void {
  describe(`rate limits of the ${title}`, () => {
    let cache: Cache;
    let other: Cache;
    beforeAll(async () => {
      cache = await connect();
      other = await connect();
    });
    afterAll(() => Promise.all([cache.close(), other.close()]));

    const open = (points: number, prefix = uniqueName('l'), handle = cache) =>
      handle.rateLimit({ prefix, points, windowMs });
    const told = ({ allowed, limit, remaining }: Allowance) => [allowed, limit, remaining];

    test('a key may come as often as it has points', async () => {
      const limit = open(2);
      const taken = [await limit.take('k'), await limit.take('k'), await limit.take('k')];
      expect(taken.map(told)).toEqual([
        [true, 2, 1],
        [true, 2, 0],
        [false, 2, 0],
      ]);
    });

    test('looking counts nothing, and tells what taking would', async () => {
      const limit = open(1);
      expect([told(await limit.peek('k')), told(await limit.peek('k'))]).toEqual([
        [true, 1, 1],
        [true, 1, 1],
      ]);
      await limit.take('k');
      expect(told(await limit.peek('k'))).toEqual([false, 1, 0]);
    });

    test('the end of the window does not move', async () => {
      const limit = open(1);
      const first = await limit.take('k');
      const [refused, seen] = [await limit.take('k'), await limit.peek('k')];
      for (const { resetAtMs } of [refused, seen])
        expect(Math.abs(resetAtMs - first.resetAtMs)).toBeLessThan(windowMs / 2);
    });

    test('a key forgotten has all its points', async () => {
      const limit = open(1);
      await limit.take('k');
      await limit.reset('k');
      await limit.reset('never seen');
      expect(told(await limit.take('k'))).toEqual([true, 1, 0]);
    });

    test('keys are apart, whatever text they are', async () => {
      const limit = open(1);
      const keys = ['', ' ', ':', 'a:b', 'é\n', '__proto__', 'constructor', 'x'.repeat(500)];
      const taken = await Promise.all(keys.map((key) => limit.take(key)));
      expect(taken.map(({ allowed }) => allowed)).toEqual(keys.map(() => true));
    });

    test('prefixes are apart, and the same for every handle', async () => {
      const prefix = uniqueName('l');
      await open(1, prefix).take('k');
      expect(told(await open(1, prefix, other).peek('k'))).toEqual([false, 1, 0]);
      expect(told(await open(1).peek('k'))).toEqual([true, 1, 1]);
    });

    test('of takes racing from several handles no more are allowed than there are points', async () => {
      const prefix = uniqueName('l');
      const limits = [open(5, prefix), open(5, prefix, other)];
      const racing = Array.from({ length: 10 }, () => limits.map((limit) => limit.take('k')));
      const taken = await Promise.all(racing.flat());
      expect(taken.filter(({ allowed }) => allowed)).toHaveLength(5);
    });

    test('no points allow nothing', async () => {
      const limit = open(0);
      expect([told(await limit.peek('k')), told(await limit.take('k'))]).toEqual([
        [false, 0, 0],
        [false, 0, 0],
      ]);
    });
  });
}

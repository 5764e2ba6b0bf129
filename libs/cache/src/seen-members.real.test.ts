import { silentLog } from '@botect/runtime';
import { describeReal, fakeClock, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Cache } from './cache.ts';
import { connectCache } from './connect-cache.ts';
import { hash32 } from './hash32.ts';
import { placed } from './member-placement.ts';
import { seenMembersContract } from './seen-members.contract.ts';

/** Groups of one bucket: more than a page holds, if each has some hundred members. */
const neighbours = (count: number): string[] => {
  const { bucket } = placed('group-0', []);
  const found: string[] = [];
  for (let index = 0; found.length < count; index += 1)
    if (placed(`group-${index}`, []).bucket === bucket) found.push(`group-${index}`);
  return found;
};

const ids = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => hash32(`id-${from + index}`));

describeReal('seen members in redis', ({ redisUrl }) => {
  const connect = () => connectCache({ redisUrl, log: silentLog });
  seenMembersContract('redis cache', connect);

  let cache: Cache;
  let redis: Redis;
  beforeAll(async () => {
    cache = await connect();
    redis = new Redis(redisUrl);
  });
  afterAll(async () => {
    await cache.close();
    await redis.quit();
  });

  const windowMs = 60_000;
  const open = (elapsedMs = 0) => {
    const prefix = uniqueName('s');
    const now = fakeClock(1_700_000_040_000 + elapsedMs);
    const keys = () => redis.keysBuffer(`${prefix}*`);
    return { prefix, keys, seen: cache.seenMembers({ prefix, windowMs, now }) };
  };

  test('members are small integers that expire when the next slot ends', async () => {
    const { prefix, keys, seen } = open(10_000);
    await seen.add('g', [0, 2 ** 31, 2 ** 32 - 1]);
    const [bucket = Buffer.alloc(0)] = await keys();
    expect(bucket).toHaveLength(prefix.length + 4);
    expect(await redis.object('ENCODING', bucket)).toBe('intset');
    const remainingMs = await redis.pttl(bucket);
    expect(remainingMs).toBeGreaterThan(100_000);
    expect(remainingMs).toBeLessThanOrEqual(110_000);
  });

  test('groups in one bucket have members of their own', async () => {
    const { seen } = open();
    const added = await Promise.all(neighbours(2).map((group) => seen.add(group, [1, 2])));
    expect(added).toEqual([2, 2]);
  });

  test.each([
    ['of several groups', neighbours(6)],
    ['of one group', ['group-0']],
  ])('a member costs eight bytes at most, however many %s a bucket holds', async (_, groups) => {
    const { keys, seen } = open();
    const bytesEach: number[] = [];
    for (let from = 0; from < 10_000; from += 500) {
      const added = await Promise.all(
        groups.map((group, at) =>
          seen.add(
            group,
            ids(from, 500).filter((_id, n) => n % groups.length === at),
          ),
        ),
      );
      expect(added.reduce((sum, each) => sum + each)).toBe(500);
      const sizes = await Promise.all((await keys()).map((key) => redis.memory('USAGE', key)));
      bytesEach.push(sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0) / (from + 500));
    }
    expect(Math.max(...bytesEach)).toBeLessThan(8);
  });

  test('ten thousand members of one group are six pages deep at most', async () => {
    const { prefix, keys, seen } = open();
    for (let from = 0; from < 10_000; from += 500) await seen.add('g', ids(from, 500));
    const [bucketLength, depths] = [prefix.length + 4, (await keys()).map((key) => key.length)];
    expect(Math.min(...depths)).toBe(bucketLength);
    expect(Math.max(...depths)).toBeLessThanOrEqual(bucketLength + 5);
  });

  test('whatever a bucket holds expires with it, also after removals', async () => {
    const { keys, seen } = open(10_000);
    await seen.add('g', ids(0, 3_000));
    await seen.remove('g', ids(0, 2_900));
    const remainingMs = await Promise.all((await keys()).map((key) => redis.pttl(key)));
    expect(remainingMs.length).toBeGreaterThan(1);
    for (const each of remainingMs) {
      expect(each).toBeGreaterThan(100_000);
      expect(each).toBeLessThanOrEqual(110_000);
    }
  });

  test('what the version without pages kept in a bucket is known, and may be removed', async () => {
    const { keys, seen } = open();
    await seen.add('g', ids(0, 1));
    const [bucket = Buffer.alloc(0)] = await keys();
    await redis.sadd(bucket, ...placed('g', ids(1, 1_000)).members);
    expect(await seen.add('g', ids(0, 1_002))).toBe(1);
    await seen.remove('g', ids(0, 10));
    expect(await seen.add('g', ids(0, 1_002))).toBe(10);
  });
});

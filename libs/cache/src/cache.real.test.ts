import { silentLog } from '@botect/runtime';
import { describeReal, fakeClock, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { cacheContract } from './cache.contract.ts';
import type { Cache } from './cache.ts';
import { connectCache } from './connect-cache.ts';
import { firstHoldersContract } from './first-holders.contract.ts';
import { placed } from './member-placement.ts';
import { rateLimitContract } from './rate-limit.contract.ts';

describeReal('redis', ({ redisUrl }) => {
  const connect = () => connectCache({ redisUrl, log: silentLog });
  cacheContract('redis cache', connect);
  firstHoldersContract('redis cache', connect);
  rateLimitContract('redis cache', connect);

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

  const key = Buffer.from('key');

  test('a value expires ttlMs after its last write', async () => {
    const prefix = uniqueName('v');
    const write = (ttlMs: number) =>
      cache.versionedValues({ prefix, ttlMs }).putNewest([{ key, revision: 1, value: key }]);
    await write(1_000);
    expect(await redis.pttl(`${prefix}key`)).toBeLessThanOrEqual(1_000);
    await write(60_000);
    expect(await redis.pttl(`${prefix}key`)).toBeGreaterThan(50_000);
  });

  test('a slot is held for ttlMs from its first claim, not its last', async () => {
    const prefix = uniqueName('h');
    const claim = (ttlMs: number) =>
      cache.firstHolders({ prefix, ttlMs }).claim([{ key, tag: 7, holder: 100 }]);
    await claim(1_000);
    await claim(60_000);
    expect(await redis.pttl(`${prefix}key`)).toBeLessThanOrEqual(1_000);
  });

  test('a window ends windowMs after its first count, not its last', async () => {
    const prefix = uniqueName('l');
    const limit = cache.rateLimit({ prefix, points: 1, windowMs: 60_000 });
    await limit.take('k');
    await redis.pexpire(`${prefix}:k`, 30_000);
    await limit.take('k');
    expect(await redis.pttl(`${prefix}:k`)).toBeLessThanOrEqual(30_000);
  });

  test('members are small integers that expire when the next slot ends', async () => {
    const prefix = uniqueName('s');
    const now = fakeClock(1_700_000_040_000 + 10_000);
    await cache.seenMembers({ prefix, windowMs: 60_000, now }).add('g', [0, 2 ** 31, 2 ** 32 - 1]);
    const [bucket = Buffer.alloc(0)] = await redis.keysBuffer(`${prefix}*`);
    expect(bucket).toHaveLength(prefix.length + 4);
    expect(await redis.object('ENCODING', bucket)).toBe('intset');
    const remainingMs = await redis.pttl(bucket);
    expect(remainingMs).toBeGreaterThan(100_000);
    expect(remainingMs).toBeLessThanOrEqual(110_000);
  });

  test('groups in one bucket have members of their own', async () => {
    const seen = cache.seenMembers({
      prefix: uniqueName('s'),
      windowMs: 60_000,
      now: fakeClock(1_700_000_040_000),
    });
    const bucketOf = (group: string) => placed(group, []).bucket;
    let twin = 0;
    while (bucketOf(`group-${twin}`) !== bucketOf('g')) twin += 1;
    expect(await seen.add('g', [1, 2])).toBe(2);
    expect(await seen.add(`group-${twin}`, [1, 2])).toBe(2);
  });

  test('scripts the server forgot are sent again', async () => {
    const values = cache.versionedValues({ prefix: uniqueName('v'), ttlMs: 60_000 });
    const write = (revision: number) =>
      values.putNewest([{ key, revision, value: Buffer.from(`${revision}`) }]);
    await write(1);
    await redis.script('FLUSH');
    await Promise.all([write(2), write(3)]);
    expect(await values.get(key)).toEqual(Buffer.from('3'));
  });
});

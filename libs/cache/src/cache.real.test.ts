import { silentLog } from '@botect/runtime';
import { describeReal, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { cacheContract } from './cache.contract.ts';
import type { Cache } from './cache.ts';
import { connectCache } from './connect-cache.ts';
import { firstHoldersContract } from './first-holders.contract.ts';
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

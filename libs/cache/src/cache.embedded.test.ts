import { fakeClock } from '@botect/testkit';
import { expect, jest, test } from '@jest/globals';
import { cacheContract } from './cache.contract.ts';
import { connectCache } from './connect-cache.ts';
import { firstHoldersContract } from './first-holders.contract.ts';
import { rateLimitContract } from './rate-limit.contract.ts';
import { seenMembersContract } from './seen-members.contract.ts';

const shared = connectCache({ embedded: true });
cacheContract('embedded cache', () => shared);
firstHoldersContract('embedded cache', () => shared);
rateLimitContract('embedded cache', () => shared);
seenMembersContract('embedded cache', () => shared);

const key = Buffer.from('key');
const entry = { key, revision: 1, value: Buffer.from('value') };
const start = 1_700_000_000_000;

test('a value expires ttlMs after its last write', async () => {
  const now = fakeClock(start);
  const values = (await connectCache({ embedded: true, now })).versionedValues({ prefix: 'v', ttlMs: 1_000 });
  await values.putNewest([entry]);
  now.advance(900);
  await values.putNewest([entry]);
  now.advance(1_000);
  expect(await values.get(key)).toEqual(entry.value);
  now.advance(1);
  expect(await values.get(key)).toBeNull();
});

test('an expired value is no newer revision', async () => {
  const now = fakeClock(start);
  const values = (await connectCache({ embedded: true, now })).versionedValues({ prefix: 'v', ttlMs: 1_000 });
  await values.putNewest([{ ...entry, revision: 9 }]);
  now.advance(1_001);
  await values.putNewest([entry]);
  expect(await values.get(key)).toEqual(entry.value);
});

test('past entriesMax the least recently used value goes', async () => {
  const values = (await connectCache({ embedded: true, entriesMax: 2 })).versionedValues({
    prefix: 'v',
    ttlMs: 1_000,
  });
  const [first, second, third] = ['1', '2', '3'].map((name) => ({ ...entry, key: Buffer.from(name) }));
  if (!first || !second || !third) throw new Error('three entries');
  await values.putNewest([first, second]);
  await values.get(first.key);
  await values.putNewest([third]);
  expect(await Promise.all([first, second, third].map((each) => values.get(each.key)))).toEqual([
    entry.value,
    null,
    entry.value,
  ]);
});

test('a window ends windowMs after its first count, not its last', async () => {
  jest.useFakeTimers({ now: start });
  const cache = await connectCache({ embedded: true, now: Date.now });
  const limit = cache.rateLimit({ prefix: 'l', points: 1, windowMs: 10_000 });
  const { resetAtMs } = await limit.take('k');
  jest.setSystemTime(start + 9_999);
  const [refused, peeked] = [await limit.take('k'), await limit.peek('k')];
  jest.setSystemTime(start + 10_000);
  const after = await limit.peek('k');
  const again = await limit.take('k');
  jest.useRealTimers();
  expect([resetAtMs, refused.resetAtMs]).toEqual([start + 10_000, start + 10_000]);
  expect([refused, peeked, after, again].map(({ allowed }) => allowed)).toEqual([false, false, true, true]);
});

test('a slot is held for ttlMs from its first claim, not its last', async () => {
  const now = fakeClock(start);
  const holders = (await connectCache({ embedded: true, now })).firstHolders({ prefix: 'h', ttlMs: 1_000 });
  const claim = (holder: number) => holders.claim([{ key, tag: 7, holder }]);
  await claim(100);
  now.advance(900);
  expect(await claim(200)).toEqual([100]);
  now.advance(101);
  expect(await claim(200)).toEqual([null]);
});

import { describe, expect, test } from '@jest/globals';
import { hashKey } from './hash-key.ts';
import { policyOf, readerFixture } from './policy.fixture.ts';

const unavailable = { code: 'SERVICE_UNAVAILABLE' };
const [second, minute] = [1_000, 60_000];

describe('growing old', () => {
  test('a policy older than ttlMs is loaded anew before it is used', async () => {
    const { reader, keys, now } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.revoke('site-1');
    now.advance(minute);
    expect(await reader.find('site', 'site-1')).toBeNull();
  });

  test('a policy in use is renewed at half-time, and nobody waits for it', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.set('site-1', 'site', policyOf(1, { likelyBotThreshold: 40 }));
    now.advance(minute / 2);
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    await settle();
    expect(reader.lookup('site', 'site-1')).toMatchObject({ likelyBotThreshold: 40 });
    expect(keys.asked).toHaveLength(2);
  });

  test('a renewal under way is not asked for again', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.hold();
    now.advance(minute / 2);
    for (let elapsed = 0; elapsed < 20; elapsed += 1) {
      reader.lookup('site', 'site-1');
      await settle();
      now.advance(second);
    }
    expect(keys.asked).toHaveLength(2);
  });

  test('the age counts from when the load began', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    const release = keys.hold();
    const found = reader.find('site', 'site-1');
    await settle();
    now.advance(minute);
    release();
    await found;
    await reader.find('site', 'site-1');
    expect(keys.asked).toHaveLength(2);
  });
});

describe('a key with an end', () => {
  const end = 1_700_000_000_000 + 10 * second;
  const withEnd = async () => {
    const parts = await readerFixture();
    parts.keys.set('site-1', 'site', policyOf(1), end);
    await parts.reader.find('site', 'site-1');
    return parts;
  };

  test('is believed until then and no longer, without a question', async () => {
    const { reader, keys, now } = await withEnd();
    now.advance(10 * second - 1);
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    now.advance(1);
    expect([reader.lookup('site', 'site-1'), keys.asked.length]).toEqual([null, 1]);
  });

  test('is over then also while the source is away', async () => {
    const { reader, keys, now } = await withEnd();
    keys.goAway();
    now.advance(10 * second);
    expect(reader.lookup('site', 'site-1')).toBeNull();
  });

  test('is asked for again 5 s later, should its end have been moved', async () => {
    const { reader, keys, now } = await withEnd();
    now.advance(10 * second);
    reader.lookup('site', 'site-1');
    keys.set('site-1', 'site', policyOf(1), end + minute);
    now.advance(5 * second);
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
  });

  test('that comes while the source is away is not outlived by what is remembered', async () => {
    const { reader, keys, now } = await readerFixture({ ttlMs: second });
    keys.set('site-1', 'site', policyOf(1), end);
    await reader.find('site', 'site-1');
    const release = keys.hold();
    keys.goAway();
    now.advance(9 * second);
    const found = reader.find('site', 'site-1');
    now.advance(second);
    release();
    await expect(found).rejects.toMatchObject(unavailable);
  });
});

describe('while the source is away', () => {
  test('a key not known is not refused: it is not known', async () => {
    const { reader, keys } = await readerFixture();
    keys.goAway();
    await expect(reader.find('site', 'site-1')).rejects.toMatchObject(unavailable);
  });

  test('a known key is answered until staleMs, then no longer', async () => {
    const { reader, keys, now } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    now.advance(10 * minute - 1);
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    now.advance(1);
    await expect(reader.find('site', 'site-1')).rejects.toMatchObject(unavailable);
  });

  test('once that is noticed known keys are answered without waiting, and asked for once a second', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    now.advance(minute);
    await reader.find('site', 'site-1');
    for (let elapsed = 0; elapsed < 30; elapsed += 1) {
      expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
      await settle();
      now.advance(second / 10);
    }
    expect(keys.asked).toHaveLength(1 + 1 + 3);
  });

  test('its return is noticed', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    now.advance(minute);
    await reader.find('site', 'site-1');
    keys.goAway(false);
    keys.revoke('site-1');
    now.advance(second);
    reader.lookup('site', 'site-1');
    await settle();
    expect(reader.lookup('site', 'site-1')).toBeNull();
  });

  test('a key left alone since a failure long past waits for an answer', async () => {
    const { reader, keys, now } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    now.advance(minute);
    await reader.find('site', 'site-1');
    keys.goAway(false);
    keys.revoke('site-1');
    now.advance(minute);
    expect(await reader.find('site', 'site-1')).toBeNull();
  });

  test('as soon as it answers for one key, the others wait for their own answer again', async () => {
    const { reader, keys, now } = await readerFixture();
    for (const key of ['site-1', 'site-2']) await reader.find('site', key);
    keys.goAway();
    now.advance(minute);
    await reader.find('site', 'site-1');
    keys.goAway(false);
    keys.revoke('site-2');
    await reader.find('private', 'private-1');
    expect(await reader.find('site', 'site-2')).toBeNull();
  });

  test('a key of a changed project is not answered from memory', async () => {
    const { reader, keys, change } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    await change(1);
    await expect(reader.find('site', 'site-1')).rejects.toMatchObject(unavailable);
  });

  test('a key whose project changes while it is asked for is not answered from memory', async () => {
    const { reader, keys, now, change, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.goAway();
    const release = keys.hold();
    now.advance(minute);
    const found = reader.find('site', 'site-1');
    await settle();
    await change(1);
    release();
    await expect(found).rejects.toMatchObject(unavailable);
  });
});

describe('a flood of invented keys', () => {
  const flood = (length: number) => Array.from({ length }, (_, index) => `invented-${index}`);

  test('asks the source at most 12 questions at once', async () => {
    const { reader, keys, settle } = await readerFixture();
    const release = keys.hold();
    const found = flood(500).map((key) => reader.find('site', key));
    await settle();
    expect(keys.asked).toHaveLength(12);
    release();
    expect(new Set(await Promise.all(found))).toEqual(new Set([null]));
  });

  test('does not keep known keys waiting', async () => {
    const { reader, keys, now, settle } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.hold();
    for (const key of flood(500)) reader.find('site', key);
    now.advance(minute);
    reader.find('site', 'site-1');
    await settle();
    expect(keys.asked.at(-1)).toEqual(hashKey('site-1'));
  });

  test('is refused as unavailable past 1,000 waiting', async () => {
    const { reader, keys } = await readerFixture();
    keys.hold();
    const found = flood(1_013).map((key) => reader.find('site', key));
    await expect(found.at(-1)).rejects.toMatchObject(unavailable);
  });

  test('asks for each only once in 5 s', async () => {
    const { reader, keys } = await readerFixture();
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(flood(500).map((key) => reader.find('site', key)));
    }
    expect(keys.asked).toHaveLength(500);
  });

  test('pushes no known key out of memory', async () => {
    const { reader, keys } = await readerFixture({ entriesMax: 3 });
    await reader.find('site', 'site-1');
    await Promise.all(flood(1_000).map((key) => reader.find('site', key)));
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(1_001);
  });
});

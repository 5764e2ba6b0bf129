import { describe, expect, test } from '@jest/globals';
import { policyOf, readerFixture } from './policy.fixture.ts';
import { endlessLease } from './policy-lease.ts';

const unavailable = { code: 'SERVICE_UNAVAILABLE' };
const [second, minute] = [1_000, 60_000];

describe('when changes may have been missed and the source is away', () => {
  const inDoubt = async () => {
    const parts = await readerFixture();
    for (const key of ['site-1', 'site-2']) await parts.reader.find('site', key);
    parts.keys.goAway();
    parts.missChanges();
    return parts;
  };

  test('known keys are believed, and one that is not known is not', async () => {
    const { reader } = await inDoubt();
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    await expect(reader.find('site', 'nobody')).rejects.toMatchObject(unavailable);
  });

  test('for ten minutes since they were last asked about, no longer', async () => {
    const { reader, now } = await inDoubt();
    now.advance(10 * minute - 1);
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    now.advance(1);
    await expect(reader.find('site', 'site-1')).rejects.toMatchObject(unavailable);
  });

  test('they are asked about once a second, and nobody waits for it', async () => {
    const { reader, keys, now, settle } = await inDoubt();
    await reader.find('site', 'site-1');
    const asked = keys.asked.length;
    for (let elapsed = 0; elapsed < 30; elapsed += 1) {
      expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
      await settle();
      now.advance(second / 10);
    }
    expect(keys.asked.length - asked).toBe(3);
  });

  test('a changed project is not among them', async () => {
    const { reader, change } = await inDoubt();
    await change(2);
    await expect(reader.find('site', 'site-2')).rejects.toMatchObject(unavailable);
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
  });
});

test('who tells that changes were missed is there to be asked: nobody believes in memory any more', async () => {
  const { reader, keys, missChanges } = await readerFixture();
  await reader.find('site', 'site-1');
  keys.goAway();
  await expect(reader.find('site', 'nobody')).rejects.toMatchObject(unavailable);
  keys.goAway(false);
  keys.revoke('site-1');
  missChanges();
  expect(await reader.find('site', 'site-1')).toBeNull();
});

describe('a source that keeps its answer back', () => {
  const kept = async () => {
    const parts = await readerFixture({ patienceMs: 1 });
    for (const key of ['site-1', 'site-2']) await parts.reader.find('site', key);
    parts.missChanges();
    return { ...parts, release: parts.keys.hold() };
  };

  test('is not waited for longer than patienceMs with a known key', async () => {
    const { reader, keys } = await kept();
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(3);
  });

  test('is heard all the same when it comes', async () => {
    const { reader, keys, release, settle } = await kept();
    keys.revoke('site-1');
    await reader.find('site', 'site-1');
    release();
    await settle();
    expect(reader.lookup('site', 'site-1')).toBeNull();
  });

  test('is waited for with a key whose project changed meanwhile', async () => {
    const { reader, change, release } = await kept();
    const found = reader.find('site', 'site-1');
    await change(1);
    // Known as well, and asked about later: when it has its answer from memory the patience of the first is over.
    await reader.find('site', 'site-2');
    release();
    expect(await found).toEqual(policyOf(1));
  });
});

describe('while nobody knows whether something changed', () => {
  const suspended = async () => {
    const look = Promise.withResolvers<void>();
    let holds = true;
    const lease = { ...endlessLease, holds: () => holds, held: () => look.promise };
    const parts = await readerFixture({ lease });
    await parts.reader.find('site', 'site-1');
    holds = false;
    const lookNow = () => {
      holds = true;
      look.resolve();
    };
    return { ...parts, lookNow };
  };

  test('a remembered key waits for it to be known, without a question of its own', async () => {
    const { reader, keys, lookNow } = await suspended();
    const found = reader.lookup('site', 'site-1');
    expect(found).toBeInstanceOf(Promise);
    lookNow();
    expect(await found).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(1);
  });

  test('a key that turns out to be revoked is refused', async () => {
    const { reader, keys, change, lookNow } = await suspended();
    const found = reader.find('site', 'site-1');
    keys.revoke('site-1');
    await change(1);
    lookNow();
    expect(await found).toBeNull();
  });
});

test('a source that does not tell of changes counts as away: known keys do not wait', async () => {
  const { reader, keys, now } = await readerFixture({ lease: { ...endlessLease, unanswered: () => true } });
  await reader.find('site', 'site-1');
  keys.hold();
  now.advance(minute);
  expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
});

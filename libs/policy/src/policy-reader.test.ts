import { describe, expect, test } from '@jest/globals';
import { hashKey } from './hash-key.ts';
import { policyOf, readerFixture } from './policy.fixture.ts';

const second = 1_000;

describe('looking a key up', () => {
  test('the source is asked for the SHA-256 of the key, never the key', async () => {
    const { reader, keys } = await readerFixture();
    expect(await reader.find('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toEqual([hashKey('site-1')]);
  });

  test('a known key is answered without a promise and without a query', async () => {
    const { reader, keys } = await readerFixture();
    await reader.find('site', 'site-1');
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(1);
  });

  test('lookups of one key at the same time are one query', async () => {
    const { reader, keys } = await readerFixture();
    const found = await Promise.all(Array.from({ length: 50 }, () => reader.find('site', 'site-1')));
    expect(new Set(found.map((policy) => policy?.projectId))).toEqual(new Set([1]));
    expect(keys.asked).toHaveLength(1);
  });

  test.each(['', 'x'.repeat(257), 'a b', 'a\n', '\r\nb', 'a\tb', '\u0000', 'a\u007f', '\u00a0', '\u0085'])(
    'the impossible key %j is no key, without a query',
    async (key) => {
      const { reader, keys } = await readerFixture();
      expect(reader.lookup('site', key)).toBeNull();
      expect(keys.asked).toEqual([]);
    },
  );

  test('a key of 256 characters is a possible key', async () => {
    const { reader, keys } = await readerFixture();
    keys.set('x'.repeat(256), 'site', policyOf(3));
    expect(await reader.find('site', 'x'.repeat(256))).toEqual(policyOf(3));
  });

  test('a key of the other kind is no key, known or not', async () => {
    const { reader } = await readerFixture();
    expect(await reader.find('private', 'site-1')).toBeNull();
    expect(reader.lookup('private', 'site-1')).toBeNull();
    expect(await reader.find('site', 'private-1')).toBeNull();
  });

  test('every look-up that finds a key tells which, remembered or not; one in vain tells nothing', async () => {
    const { reader } = await readerFixture();
    const used: string[] = [];
    const tell = (keyId: string) => void used.push(keyId);
    await reader.find('site', 'site-1', tell);
    reader.lookup('site', 'site-1', tell);
    for (const key of ['private-1', 'nobody']) await reader.find('site', key, tell);
    expect(used).toEqual(['id of site-1', 'id of site-1']);
  });

  test('a key that does not exist is not asked for again for 5 s', async () => {
    const { reader, keys, now } = await readerFixture();
    expect(await reader.find('site', 'nobody')).toBeNull();
    now.advance(5 * second - 1);
    expect(reader.lookup('site', 'nobody')).toBeNull();
    expect(keys.asked).toHaveLength(1);
    now.advance(1);
    keys.set('nobody', 'site', policyOf(4));
    expect(await reader.find('site', 'nobody')).toEqual(policyOf(4));
  });

  test('past entriesMax the key used least recently is asked for again', async () => {
    const { reader, keys } = await readerFixture({ entriesMax: 2 });
    for (const key of ['site-1', 'private-1', 'site-1', 'site-2']) await reader.find('site', key);
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    await reader.find('private', 'private-1');
    expect(keys.asked).toHaveLength(4);
  });
});

describe('hearing of a change', () => {
  test('a rule deleted is a rule no longer applied', async () => {
    const { reader, keys, change } = await readerFixture();
    const rule = { id: 7, name: 'r', action: 'block', isShadow: false, expiresAtMs: null } as const;
    keys.set('site-1', 'site', policyOf(1, { rules: [{ ...rule, matches: () => true }] }));
    expect((await reader.find('site', 'site-1'))?.rules).toHaveLength(1);
    keys.set('site-1', 'site', policyOf(1));
    await change(1);
    expect((await reader.find('site', 'site-1'))?.rules).toEqual([]);
  });

  test('every key of the project is asked for again, those of others are not', async () => {
    const { reader, keys, change } = await readerFixture();
    for (const key of ['site-1', 'private-1', 'site-2']) await reader.find('site', key);
    await change(1);
    for (const key of ['site-1', 'private-1', 'site-2']) await reader.find('site', key);
    expect(keys.asked.slice(3)).toEqual([hashKey('site-1'), hashKey('private-1')]);
  });

  test('a revoked key is refused from then on', async () => {
    const { reader, keys, change } = await readerFixture();
    await reader.find('site', 'site-1');
    keys.revoke('site-1');
    await change(1);
    expect(await reader.find('site', 'site-1')).toBeNull();
  });

  test('a key that did not exist may be the new one of any project', async () => {
    const { reader, keys, change } = await readerFixture();
    await reader.find('site', 'rotated');
    keys.set('rotated', 'site', policyOf(2));
    await change(2);
    expect(await reader.find('site', 'rotated')).toEqual(policyOf(2));
  });

  test('a project changed twice is dropped twice', async () => {
    const { reader, keys, change } = await readerFixture();
    for (let round = 0; round < 3; round += 1) {
      await reader.find('site', 'site-1');
      await change(1);
    }
    expect(keys.asked).toHaveLength(3);
  });

  test('a load under way is not remembered', async () => {
    const { reader, keys, change, settle } = await readerFixture();
    const release = keys.hold();
    const before = reader.find('site', 'site-1');
    await settle();
    keys.revoke('site-1');
    await change(1);
    release();
    await before;
    expect(await reader.find('site', 'site-1')).toBeNull();
  });

  test('a load under way is not joined by later lookups', async () => {
    const { reader, keys, change, settle } = await readerFixture();
    const release = keys.hold();
    const before = reader.find('site', 'site-1');
    await settle();
    keys.revoke('site-1');
    await change(1);
    const after = reader.find('site', 'site-1');
    release();
    await before;
    expect(await after).toBeNull();
  });

  test('when changes may have been missed every key is asked for again before it is used', async () => {
    const { reader, keys, missChanges } = await readerFixture();
    for (const key of ['site-1', 'site-2', 'nobody']) await reader.find('site', key);
    keys.revoke('site-1');
    missChanges();
    expect(await reader.find('site', 'site-1')).toBeNull();
    for (const key of ['site-2', 'nobody']) await reader.find('site', key);
    expect(keys.asked).toHaveLength(6);
  });

  test('and only once, whoever asks meanwhile', async () => {
    const { reader, keys, missChanges } = await readerFixture();
    await reader.find('site', 'site-1');
    missChanges();
    await Promise.all(Array.from({ length: 50 }, () => reader.find('site', 'site-1')));
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(2);
  });

  test.each(['', 'null', '{}', '[1]', '{"project_id":"1"}', '{"project_id":1.5}', 'x'])(
    'after the unreadable message %j every key is asked for again',
    async (message) => {
      const { reader, keys, channel } = await readerFixture();
      for (const key of ['site-1', 'site-2']) await reader.find('site', key);
      await channel.publish(message);
      for (const key of ['site-1', 'site-2']) await reader.find('site', key);
      expect(keys.asked).toHaveLength(4);
    },
  );

  test('after close nothing is heard', async () => {
    const { reader, keys, change } = await readerFixture();
    await reader.find('site', 'site-1');
    await reader.close();
    await change(1);
    expect(reader.lookup('site', 'site-1')).toEqual(policyOf(1));
    expect(keys.asked).toHaveLength(1);
  });
});

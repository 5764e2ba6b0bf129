import { uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cache, Channel, VersionedValues } from './cache.ts';

const bytes = (...values: number[]) => Buffer.from(values);
const key = Buffer.from('key');

/** Listens, and answers what was heard so far and the promise of the next message. */
async function listenTo(channel: Channel) {
  const heard: string[] = [];
  const first = Promise.withResolvers<string>();
  const onMessage = (message: string) => {
    heard.push(message);
    first.resolve(message);
  };
  let gaps = 0;
  const onGap = () => {
    gaps += 1;
  };
  const subscription = await channel.subscribe(onMessage, onGap);
  return { heard, first: first.promise, gaps: () => gaps, close: subscription.close };
}

/** What both caches promise. `connect` answers a new handle on one and the same store. */
export function cacheContract(title: string, connect: () => Promise<Cache>): void {
  describe(title, () => {
    let cache: Cache;
    let other: Cache;
    beforeAll(async () => {
      cache = await connect();
      other = await connect();
    });
    afterAll(() => Promise.all([cache.close(), other.close()]));

    describe('versioned values', () => {
      const fresh = (handle = cache) => handle.versionedValues({ prefix: uniqueName('v'), ttlMs: 60_000 });
      const put = (values: VersionedValues, revision: number, value: Buffer) =>
        values.putNewest([{ key, revision, value }]);

      test('an absent key is null', async () => {
        expect(await fresh().get(key)).toBeNull();
      });

      test('keys and values are any bytes, and empty values are values', async () => {
        const values = fresh();
        const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
        const keys = [every, bytes(0), bytes(0xfe), bytes(0xff), bytes()];
        await values.putNewest(keys.map((each) => ({ key: each, revision: 1, value: each })));
        expect(await Promise.all(keys.map(values.get))).toEqual(keys);
      });

      test('an older revision never replaces a newer one', async () => {
        const values = fresh();
        await put(values, 5, bytes(5));
        await put(values, 4, bytes(4));
        expect(await values.get(key)).toEqual(bytes(5));
      });

      test.each([
        [9, 10],
        [255, 256],
        [2 ** 31 - 1, 2 ** 31],
        [0, 2 ** 32 - 1],
      ])('revision %d is older than %d, whichever comes first', async (older, newer) => {
        const [ascending, descending] = [fresh(), fresh()];
        await put(ascending, older, bytes(1));
        await put(ascending, newer, bytes(2));
        await put(descending, newer, bytes(2));
        await put(descending, older, bytes(1));
        expect([await ascending.get(key), await descending.get(key)]).toEqual([bytes(2), bytes(2)]);
      });

      test('an equal revision rewrites', async () => {
        const values = fresh();
        await put(values, 5, bytes(1));
        await put(values, 5, bytes(2));
        expect(await values.get(key)).toEqual(bytes(2));
      });

      test('the newest of one key wins within a list too', async () => {
        const values = fresh();
        const entries = [3, 7, 5].map((revision) => ({ key, revision, value: bytes(revision) }));
        await values.putNewest(entries);
        expect(await values.get(key)).toEqual(bytes(7));
      });

      test('thousands of entries are written by one call and read at once', async () => {
        const values = fresh();
        const keys = Array.from({ length: 2_000 }, (_, index) => Buffer.from(`k${index}`));
        await values.putNewest(keys.map((each) => ({ key: each, revision: 1, value: each })));
        expect(await Promise.all(keys.map(values.get))).toEqual(keys);
      });

      test('nothing to write is written without a fault', async () => {
        await expect(fresh().putNewest([])).resolves.toBeUndefined();
      });

      test('keyspaces are apart, and the same for every handle', async () => {
        const prefix = uniqueName('v');
        await put(cache.versionedValues({ prefix, ttlMs: 60_000 }), 1, bytes(1));
        expect(await other.versionedValues({ prefix, ttlMs: 60_000 }).get(key)).toEqual(bytes(1));
        expect(await fresh(other).get(key)).toBeNull();
      });

      test('a buffer changed after it was written or read changes nothing stored', async () => {
        const values = fresh();
        const value = bytes(1);
        await put(values, 1, value);
        value[0] = 2;
        (await values.get(key))?.fill(3);
        expect(await values.get(key)).toEqual(bytes(1));
      });
    });

    describe('channel', () => {
      test('a message reaches every subscriber', async () => {
        const name = uniqueName('channel');
        const [one, two] = [await listenTo(cache.channel(name)), await listenTo(other.channel(name))];
        await cache.channel(name).publish('héllo\n');
        expect(await Promise.all([one.first, two.first])).toEqual(['héllo\n', 'héllo\n']);
        await Promise.all([one.close(), two.close()]);
      });

      test('a message stays in its channel', async () => {
        const [name, elsewhere] = [uniqueName('channel'), uniqueName('channel')];
        const [here, there] = [await listenTo(cache.channel(name)), await listenTo(cache.channel(elsewhere))];
        await other.channel(name).publish('here');
        await other.channel(elsewhere).publish('there');
        expect([await here.first, await there.first, here.heard, there.heard]).toEqual([
          'here',
          'there',
          ['here'],
          ['there'],
        ]);
        await Promise.all([here.close(), there.close()]);
      });

      test('subscribing is a gap: what was said before was missed', async () => {
        const listener = await listenTo(cache.channel(uniqueName('channel')));
        expect(listener.gaps()).toBe(1);
        await listener.close();
      });

      test('a closed subscription hears nothing, the others go on', async () => {
        const name = uniqueName('channel');
        const [closed, open] = [await listenTo(cache.channel(name)), await listenTo(cache.channel(name))];
        await closed.close();
        await cache.channel(name).publish('late');
        expect([await open.first, closed.heard]).toEqual(['late', []]);
        await open.close();
      });
    });

    test('ping resolves while the cache answers', async () => {
      await expect(cache.ping()).resolves.toBeUndefined();
    });

    test('closing twice is closing once', async () => {
      const handle = await connect();
      await handle.close();
      await expect(handle.close()).resolves.toBeUndefined();
    });
  });
}

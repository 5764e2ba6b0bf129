import { fakeClock, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cache, Channel, VersionedValues } from './cache.ts';
import { hash32 } from './hash32.ts';

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

    describe('seen members', () => {
      const windowMs = 60_000;
      const start = 1_700_000_040_000; // the first millisecond of a slot
      const open = (handle = cache, prefix = uniqueName('s')) => {
        const clock = fakeClock(start);
        return { clock, prefix, seen: handle.seenMembers({ prefix, windowMs, now: clock }) };
      };

      test('a member is new once', async () => {
        const { seen } = open();
        expect(await seen.add('g', [1, 2])).toBe(2);
        expect(await seen.add('g', [2, 3])).toBe(1);
        expect(await seen.add('g', [1, 2, 3])).toBe(0);
      });

      test('a member twice in one list counts once', async () => {
        expect(await open().seen.add('g', [7, 7, 8, 7])).toBe(2);
      });

      test('no members are no news', async () => {
        expect(await open().seen.add('g', [])).toBe(0);
      });

      test('the extremes of 32 bits are different members', async () => {
        const extremes = [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
        const { seen } = open();
        expect(await seen.add('g', extremes)).toBe(5);
        expect(await seen.add('g', extremes)).toBe(0);
      });

      test('each of many groups has members of its own', async () => {
        const { seen } = open();
        const groups = Array.from({ length: 500 }, (_, index) => `group-${index}`);
        const added = await Promise.all(groups.map((group) => seen.add(group, [1, 2, 3])));
        expect(added).toEqual(groups.map(() => 3));
      });

      test('of adds racing from several handles exactly one finds the member new', async () => {
        const { seen, prefix } = open();
        const racing = Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? seen : open(other, prefix).seen).add('g', [hash32('request')]),
        );
        expect((await Promise.all(racing)).reduce((sum, added) => sum + added)).toBe(1);
      });

      test('members are remembered into the next slot, so for windowMs at least', async () => {
        const { seen, clock } = open();
        clock.advance(windowMs - 1);
        await seen.add('g', [1]);
        clock.advance(windowMs);
        expect(await seen.add('g', [1, 2])).toBe(1);
      });

      test('members are forgotten after the next slot, so after twice windowMs at most', async () => {
        const { seen, clock } = open();
        await seen.add('g', [1]);
        clock.advance(2 * windowMs);
        expect(await seen.add('g', [1])).toBe(1);
      });

      test('a removed member is new again, in this slot and the next; the others stay', async () => {
        const { seen, clock } = open();
        await seen.add('g', [1, 2, 3]);
        await seen.remove('g', [1, 9]);
        expect(await seen.add('g', [1, 2, 3])).toBe(1);
        clock.advance(windowMs);
        await seen.remove('g', [2]);
        await seen.remove('g', []);
        expect(await seen.add('g', [1, 2, 3])).toBe(1);
      });

      test('keyspaces are apart', async () => {
        await open().seen.add('g', [1]);
        expect(await open().seen.add('g', [1])).toBe(1);
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

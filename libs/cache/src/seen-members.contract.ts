import { fakeClock, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cache } from './cache.ts';
import { hash32 } from './hash32.ts';

/** What both caches promise of members seen. `connect` answers a new handle on one and the same store. */
export function seenMembersContract(title: string, connect: () => Promise<Cache>): void {
  describe(`${title}: seen members`, () => {
    let cache: Cache;
    let other: Cache;
    beforeAll(async () => {
      cache = await connect();
      other = await connect();
    });
    afterAll(() => Promise.all([cache.close(), other.close()]));

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
      const many = Array.from({ length: 2_000 }, (_, index) => hash32(`${index % 1_000}`));
      expect(await open().seen.add('g', many)).toBe(1_000);
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

    test('each of thousands of members of a group is new once, in the slot after too', async () => {
      const { seen, clock } = open();
      const lists = Array.from({ length: 60 }, (_, list) =>
        Array.from({ length: 100 }, (_, at) => hash32(`${list}-${at}`)),
      );
      const added = () => Promise.all(lists.map((list) => seen.add('g', list)));
      expect([await added(), await added()]).toEqual([lists.map(() => 100), lists.map(() => 0)]);
      clock.advance(windowMs);
      expect(await added()).toEqual(lists.map(() => 0));
    });

    test('of thousands of members those removed are new again, and no others', async () => {
      const { seen, clock } = open();
      const members = Array.from({ length: 6_000 }, (_, index) => hash32(`${index}`));
      for (let start = 0; start < 6_000; start += 100) await seen.add('g', members.slice(start, start + 100));
      await seen.remove('g', members.slice(0, 2_000));
      clock.advance(windowMs);
      await seen.remove('g', members.slice(2_000, 2_500));
      const added = [];
      for (let start = 0; start < 6_000; start += 500)
        added.push(await seen.add('g', members.slice(start, start + 500)));
      expect(added).toEqual([500, 500, 500, 500, 500, 0, 0, 0, 0, 0, 0, 0]);
    });

    test('keyspaces are apart', async () => {
      await open().seen.add('g', [1]);
      expect(await open().seen.add('g', [1])).toBe(1);
    });
  });
}

import { uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cache, Claim, FirstHolders } from './cache.ts';

const claim = (slot: number, tag: number, holder: number | null): Claim => ({
  key: Buffer.of(slot),
  tag,
  holder,
});

/** What both caches promise of first holders. `connect` answers a new handle on one and the same store. */
export function firstHoldersContract(title: string, connect: () => Promise<Cache>): void {
  describe(`${title}: first holders`, () => {
    let cache: Cache;
    let other: Cache;
    beforeAll(async () => {
      cache = await connect();
      other = await connect();
    });
    afterAll(() => Promise.all([cache.close(), other.close()]));
    const open = (handle = cache, prefix = uniqueName('h')): FirstHolders =>
      handle.firstHolders({ prefix, ttlMs: 60_000 });

    test('the first to claim a slot holds it, for every handle', async () => {
      const prefix = uniqueName('h');
      expect(await open(cache, prefix).claim([claim(1, 7, 100)])).toEqual([null]);
      expect(await open(other, prefix).claim([claim(1, 7, 200)])).toEqual([100]);
      expect(await open(cache, prefix).claim([claim(1, 7, 300)])).toEqual([100]);
    });

    test('claims repeated by the holder find the holder', async () => {
      const holders = open();
      const claims = [claim(1, 7, 100), claim(2, 8, 100)];
      await holders.claim(claims);
      expect([await holders.claim(claims), await holders.claim(claims)]).toEqual([
        [100, 100],
        [100, 100],
      ]);
    });

    test('whoever only looks takes nothing', async () => {
      const holders = open();
      expect(await holders.claim([claim(1, 7, null)])).toEqual([null]);
      expect(await holders.claim([claim(1, 7, 100)])).toEqual([null]);
      expect(await holders.claim([claim(1, 7, null), claim(1, 8, null)])).toEqual([100, null]);
    });

    test('a slot claimed for another tag goes to the newer claim', async () => {
      const holders = open();
      await holders.claim([claim(1, 7, 100)]);
      expect(await holders.claim([claim(1, 8, 200)])).toEqual([null]);
      expect(await holders.claim([claim(1, 7, null), claim(1, 8, null)])).toEqual([null, 200]);
    });

    test('claims of one list are made in their order', async () => {
      expect(await open().claim([claim(1, 7, 100), claim(1, 7, 200), claim(1, 8, 300)])).toEqual([
        null,
        100,
        null,
      ]);
    });

    test('tags and holders may be at both ends of their range', async () => {
      const holders = open();
      const ends = [claim(1, 0, 0), claim(2, 0xffff, 0xffff_ffff), claim(3, 0x0d0a, 0x0d0a_0d0a)];
      await holders.claim(ends);
      expect(await holders.claim(ends)).toEqual([0, 0xffff_ffff, 0x0d0a_0d0a]);
    });

    test('keys are any bytes, and thousands are claimed at once in their order', async () => {
      const holders = open();
      const many = Array.from({ length: 2_000 }, (_, at) => ({
        key: Buffer.of(at >> 8, at & 0xff),
        tag: 1,
        holder: at,
      }));
      await holders.claim(many);
      expect(await holders.claim(many)).toEqual(many.map(({ holder }) => holder));
    });

    test('keyspaces are apart', async () => {
      await open().claim([claim(1, 7, 100)]);
      expect(await open().claim([claim(1, 7, 200)])).toEqual([null]);
    });

    test('no claims are no answers', async () => {
      expect(await open().claim([])).toEqual([]);
    });

    test('of claims racing from several handles one comes first, and the others hear of it', async () => {
      const prefix = uniqueName('h');
      const racing = Array.from({ length: 20 }, (_, at) =>
        open(at % 2 ? cache : other, prefix).claim([claim(1, 7, at)]),
      );
      const answers = (await Promise.all(racing)).flat();
      const first = answers.indexOf(null);
      expect(answers).toEqual(answers.map((_, at) => (at === first ? null : first)));
    });
  });
}

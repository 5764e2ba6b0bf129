import { type Cache, hash32 } from '@botect/cache';
import { motionKeyspace, sessionKey } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { motionMemory, motionSlots } from '../core/motion-memory.ts';
import { compareMotionInCache } from './compare-motion.cache.ts';

let projects = Date.now() % 1_000_000_000;

/** What the memory of movements promises on every cache. */
export function compareMotionContract(title: string, connect: () => Promise<Cache>): void {
  describe(`movements remembered in ${title}`, () => {
    let cache: Cache;
    beforeAll(async () => {
      cache = await connect();
    });
    afterAll(() => cache.close());

    const subject = () => {
      projects += 1;
      const projectId = projects;
      const compare = compareMotionInCache(cache.firstHolders(motionKeyspace));
      const show = async (token: string, strokes: number[][]) =>
        (await compare([{ projectId, token, strokes }]))?.[0];
      const session = (token: string) => hash32(sessionKey(projectId, token));
      return { projectId, compare, show, session };
    };
    const strokes = [
      [11, 12, 13, 14],
      [21, 22, 23, 24],
    ];

    test('a session that shows movements first has no precedents, and the next has the first', async () => {
      const { show, session } = subject();
      expect(await show('a', strokes)).toEqual([[], []]);
      expect(await show('b', strokes)).toEqual([[session('a')], [session('a')]]);
      expect(await show('c', strokes)).toEqual([[session('a')], [session('a')]]);
    });

    test('shown again, movements have the precedents they had', async () => {
      const { show, session } = subject();
      await show('a', strokes);
      const first = await show('b', strokes);
      expect([await show('a', strokes), await show('b', strokes)]).toEqual([[[], []], first]);
      expect(first).toEqual([[session('a')], [session('a')]]);
    });

    test('a movement is found by its near hashes, which are not remembered themselves', async () => {
      const { show, session } = subject();
      await show('a', [[1, 2, 3, 4]]);
      expect(await show('b', [[50, 51, 1, 1]])).toEqual([[session('a')]]);
      expect(await show('c', [[2, 3, 4, 5]])).toEqual([[]]);
    });

    test('sessions of one call are compared in their order', async () => {
      const { projectId, compare, session } = subject();
      const shown = ['a', 'b'].map((token) => ({ projectId, token, strokes }));
      expect(await compare(shown)).toEqual([
        [[], []],
        [[session('a')], [session('a')]],
      ]);
    });

    test('projects are apart', async () => {
      await subject().show('a', strokes);
      expect(await subject().show('b', strokes)).toEqual([[], []]);
    });

    test('it answers like the memory that sessions are played with', async () => {
      const { show, session } = subject();
      const remember = motionMemory(motionSlots);
      for (let at = 0; at < 60; at += 1) {
        // Few slots and few tags, so that some are shared, some lost to others, and some stay.
        const hash = (n: number) => ((at * n) % 5) + motionSlots * ((at * n) % 3);
        const shown = [[hash(1), hash(3), hash(7), hash(11)], [hash(2)]];
        expect(await show(`s${at % 7}`, shown)).toEqual(remember(session(`s${at % 7}`), shown));
      }
    });

    test('hashes at both ends of 32 bits are different movements', async () => {
      const { show } = subject();
      const ends = [0, 1 + motionSlots, 0xffff_ffff].map((hash) => [hash]);
      await show('a', ends);
      expect((await show('b', ends))?.flat()).toHaveLength(3);
      expect(await show('c', [[motionSlots], [1], [motionSlots - 1]])).toEqual([[], [], []]);
    });

    test('of more movements than visitors make the rest is not compared', async () => {
      const { show } = subject();
      const flood = Array.from({ length: 5_000 }, (_, at) => [at, at, at, at]);
      expect(await show('a', flood)).toHaveLength(256);
    });
  });
}

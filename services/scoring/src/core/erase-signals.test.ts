import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Entry, eraseSignals, isErasure } from './erase-signals.ts';
import { foldBatch } from './fold-batch.ts';
import { batch, signal } from './session-builder.fixture.ts';
import type { SessionState } from './session-state.ts';

const at = (time: number) => batch([signal(time, 'mouse')], { acceptedAtMs: time });
const erase = (requestedAtMs: number): Entry => ({ requestedAtMs });
const fold = (before: SessionState | null, entries: readonly Entry[]) =>
  entries.reduce((state, entry) => (isErasure(entry) ? state : foldBatch(state, entry).state), before);
const session = (...times: number[]) => fold(null, times.map(at));
const outcome = (before: SessionState | null, entries: readonly Entry[]) => {
  const erased = eraseSignals(before, entries);
  return fold(erased.stored ? null : before, entries.slice(erased.entries))?.seen ?? null;
};

describe('an erasure', () => {
  test.each<[string, SessionState | null, Entry[], readonly number[] | null]>([
    ['of a stored session leaves nothing', session(1, 2), [erase(3)], null],
    ['takes the batches before it in the fetch', session(1), [at(2), erase(3)], null],
    ['leaves the batches after it', session(1), [at(2), erase(3), at(4), at(5)], [4, 5]],
    ['takes a batch accepted while it was on its way', session(1), [at(4), erase(3), at(5)], [5]],
    ['leaves a batch after it that was accepted before', session(1), [erase(3), at(2)], [2]],
    ['of nobody does nothing', null, [erase(3)], null],
    ['handed over again leaves the session that began after it', session(4), [erase(3), at(5)], [4, 5]],
    ['handed over again with what it took takes that again', session(4), [at(1), erase(3), at(4)], [4]],
    ['that follows another counts on its own', session(1), [erase(2), at(3), erase(4), at(5)], [5]],
    ['that is older than the batches before it takes none', null, [at(4), erase(3), at(5)], [4, 5]],
  ])('%s', (_what, before, entries, left) => {
    expect(outcome(before, entries)).toEqual(left);
  });

  test('names every request id it took', () => {
    expect(eraseSignals(session(1, 2), [at(3), erase(4), at(5)]).ids).toEqual([1, 2, 3]);
  });

  test('leaves the same however the log is cut into fetches, and whatever is handed over again', () => {
    const log = fc
      .array(fc.constantFrom('batch', 'batch', 'erasure', 'repeated'), { minLength: 1, maxLength: 12 })
      .map((kinds) =>
        kinds.map((kind, place) => {
          if (kind === 'batch') return at(place + 1);
          return erase(kind === 'erasure' ? place + 1 : kinds.lastIndexOf('erasure', place) + 1);
        }),
      );
    /** How many records each fetch has, and how many of them are committed. */
    const fetches = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(log, fetches, (entries, cuts) => {
        let [state, committed] = [null as SessionState | null, 0];
        const deliver = (fetch: readonly Entry[]) => {
          const erased = eraseSignals(state, fetch);
          state = fold(erased.stored ? null : state, fetch.slice(erased.entries));
        };
        for (const [size, commits] of cuts) {
          deliver(entries.slice(committed, committed + size));
          if (commits) committed += size;
        }
        for (const entry of entries.slice(committed)) deliver([entry]);
        expect(state ?? null).toEqual(entries.reduce<SessionState | null>(inOrder, null));
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });
});

/** The meaning, one record at a time. */
function inOrder(state: SessionState | null, entry: Entry): SessionState | null {
  if (!isErasure(entry)) return foldBatch(state, entry).state;
  return state !== null && state.firstAtMs <= entry.requestedAtMs ? null : state;
}

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyHappenings, windowsOf } from './any-window.fixture.ts';
import { foldBatch } from './fold-batch.ts';
import { scoreSession } from './score-session.ts';
import { batch, signal } from './session-builder.fixture.ts';
import { sessionSignals } from './session-signals.ts';
import {
  type Batch,
  emptySession,
  languagesMax,
  pagesMax,
  type SessionState,
  seenMax,
} from './session-state.ts';

const fold = (batches: readonly Batch[]): SessionState =>
  batches.reduce<SessionState | null>((state, next) => foldBatch(state, next).state, null) ?? emptySession;

const anyPayload = fc.record(
  {
    mouse_entropy: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    mouse_moves: fc.nat(200),
    click_events: fc.nat(5),
    total_ms: fc.nat(90_000),
    visible_ms: fc.nat(90_000),
    time_to_first_input_ms: fc.nat(9_000),
    page_path_hash: fc.constantFrom('aa', 'bb'),
    webdriver: fc.boolean(),
    js_passed: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anyBatches = fc
  .array(
    fc.array(
      fc.tuple(fc.constantFrom('mouse', 'snapshot', 'js_probe', 'page') as fc.Arbitrary<'mouse'>, anyPayload),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((batches) =>
    batches.map((events, b) =>
      batch(
        events.map(([type, payload], e) => signal(b * 10 + e, type, payload)),
        { acceptedAtMs: 5_000 + b },
      ),
    ),
  );

describe('folding batches into a session', () => {
  test('order, redelivery and duplicates never change the outcome', () => {
    const shuffled = anyBatches.chain((batches) =>
      fc.tuple(
        fc.constant(batches),
        fc.shuffledSubarray([...batches, ...batches], { minLength: batches.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, disorder]) => {
        expect(scoreSession(fold(disorder))).toEqual(scoreSession(fold(inOrder)));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test('an event sent twice, in one batch or in two, counts once', () => {
    const twice = batch([signal(1, 'mouse', { mouse_moves: 5 }), signal(1, 'mouse', { mouse_moves: 5 })]);
    const first = foldBatch(null, twice);
    const again = foldBatch(first.state, twice);
    expect([first.newEvents, again.newEvents, sessionSignals(again.state).totals.mouse_moves]).toEqual([
      1, 0, 5,
    ]);
  });

  test('the newest snapshot stands for its page, whichever arrives last', () => {
    const older = signal(1, 'snapshot', { mouse_moves: 5, page_path_hash: 'aa' }, 1_000);
    const newer = signal(2, 'snapshot', { mouse_moves: 9, page_path_hash: 'aa' }, 2_000);
    expect(sessionSignals(fold([batch([newer]), batch([older])])).totals.mouse_moves).toBe(9);
  });

  test('pages add up; entropy is weighted by moves', () => {
    const one = signal(1, 'snapshot', { mouse_moves: 10, mouse_entropy: 0.2, page_path_hash: 'aa' });
    const two = signal(2, 'snapshot', { mouse_moves: 30, mouse_entropy: 0.6, page_path_hash: 'bb' });
    const { totals, behavioral } = sessionSignals(fold([batch([one, two])]));
    expect([totals.mouse_moves, behavioral.mouseEntropy]).toEqual([40, 0.5]);
  });

  test('a page event names the page for the whole batch', () => {
    const state = fold([
      batch([signal(1, 'page', { page_path_hash: 'aa' }), signal(2, 'snapshot', { mouse_moves: 3 })]),
    ]);
    expect(Object.keys(state.pages)).toEqual(['aa']);
  });

  test('a clock hours ahead does not keep later snapshots out', () => {
    const ahead = batch([signal(1, 'snapshot', { mouse_moves: 5 }, 9_999_999_999_999)], {
      acceptedAtMs: 1_000,
    });
    const later = batch([signal(2, 'snapshot', { mouse_moves: 9 }, 900_000)], { acceptedAtMs: 900_000 });
    expect(sessionSignals(fold([ahead, later])).totals.mouse_moves).toBe(9);
  });

  test('what is kept of a session stays bounded', () => {
    const many = Array.from({ length: 100 }, (_, b) =>
      batch(Array.from({ length: 60 }, (_, e) => signal(b * 60 + e, 'snapshot', { page_path_hash: `${b}` }))),
    );
    const state = fold(many);
    expect([state.seen.length, Object.keys(state.pages).length]).toEqual([seenMax, pagesMax + 1]);
  });
});

test('however many languages a page claims, few are kept, whatever came first', () => {
  const claims = Array.from({ length: 30 }, (_, at) =>
    batch([signal(at, 'js_probe', { languages: [`en-${String(at).padStart(2, '0')}`] })]),
  );
  const kept = (batches: readonly Batch[]) => fold(batches).probe.languages;
  expect(kept(claims).length).toBe(languagesMax);
  expect(kept(claims.toReversed())).toEqual(kept(claims));
});

describe('folding windows into a session', () => {
  const windowSignals = fc
    .tuple(anyHappenings, fc.array(fc.subarray([7, 8, 9]), { maxLength: 8 }), fc.boolean())
    .map(([happenings, precedents, forged]) =>
      windowsOf(happenings).map((window, at) => ({
        ...signal(at, 'window'),
        window: forged ? { ...window, sketch: [1] } : window,
        precedents,
      })),
    );

  test('order, redelivery and duplicates never change what they add up to', () => {
    const shuffled = windowSignals.chain((signals) =>
      fc.tuple(
        fc.constant(signals),
        fc.shuffledSubarray([...signals, ...signals], { minLength: signals.length * 2 }),
      ),
    );
    const property = fc.property(shuffled, ([inOrder, disorder]) => {
      const one = fold([batch(inOrder)]).windows;
      expect(fold(disorder.map((each) => batch([each]))).windows).toEqual(one);
      expect(one?.windows).toBe(inOrder.length);
    });
    fc.assert(property, { numRuns: 100, seed: 5 });
  });

  test('a window that contradicts itself is counted, and its numbers are not', () => {
    const [window] = windowsOf([{ kind: 'move', ms: 20, dx: 1, dy: 1, slot: 0 }]);
    if (window === undefined) throw new Error('no window');
    const forged = { ...window, sketch: [1] };
    const { windows } = fold([batch([{ ...signal(1, 'window'), window: forged }])]);
    expect([windows?.windows, windows?.impossible, windows?.counts]).toEqual([1, 1, {}]);
  });

  test('of the other sessions the most similar one counts, and each stroke of it once', () => {
    const [window] = windowsOf([]);
    if (window === undefined) throw new Error('no window');
    const windowOf = (id: number, precedents: number[][]) => ({
      ...signal(id, 'window'),
      window,
      precedents,
    });
    const { windows } = fold([batch([windowOf(1, [[7], [7, 8], []]), windowOf(2, [[9], [7]])])]);
    expect([windows?.compared, windows?.shared, windows?.alike]).toEqual([5, 3, { 7: 3, 8: 1, 9: 1 }]);
  });

  test('a session without windows keeps nothing of them', () => {
    expect('windows' in fold([batch([signal(1, 'mouse')])])).toBe(false);
  });
});

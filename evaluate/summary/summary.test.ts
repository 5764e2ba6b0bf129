import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, integer, property, record, shuffledSubarray, tuple } from 'fast-check';
import { type Checkpoint, checkpoints } from '../play/play.ts';
import type { Outcome } from './outcome.ts';
import { meanShare } from './share.ts';
import { summarise } from './summary.ts';
import { tables } from './tables.ts';

const scored = (after: Checkpoint, score: number) => ({
  after,
  score,
  band: 'likely_human' as const,
  detection_ids: [],
});
const end = (score: number) => [scored('end', score)];
const outcome = (part: Partial<Outcome>): Outcome => ({
  corpus: 'c',
  family: null,
  label: 'human',
  user: 'u',
  session: 's',
  checkpoints: end(80),
  ...part,
});
const human = (user: string, score: number) => outcome({ user, checkpoints: end(score) });
const bot = (family: string, score: number) => outcome({ label: 'bot', family, checkpoints: end(score) });
const summaryOf = (outcomes: readonly Outcome[], meanMs = 5) => summarise(outcomes, { seed: 1, meanMs });
const peopleOf = (...outcomes: Outcome[]) => summaryOf(outcomes).people[0];
const familyOf = (...outcomes: Outcome[]) => summaryOf(outcomes).families[0];

describe('people', () => {
  test('count once each, by the mean over their sessions', () => {
    const found = peopleOf(human('a', 20), human('a', 80), human('a', 80), human('b', 80), human('b', 80));
    expect(found).toMatchObject({ people: 2, recordings: 5 });
    expect(found?.flagged.under_30.share).toBeCloseTo(1 / 6, 6);
  });

  test.each([
    [30, [0, 0, 0, 0]],
    [29, [1, 0, 0, 0]],
    [10, [1, 1, 0, 0]],
    [5, [1, 1, 1, 0]],
    [1, [1, 1, 1, 1]],
    [0, [0, 0, 0, 0]],
  ])('with a score of %s are flagged at %s', (score, shares) => {
    const flagged = Object.values(peopleOf(human('a', score))?.flagged ?? {});
    expect(flagged.map(({ share }) => share)).toEqual(shares);
  });

  test('who never get to a checkpoint are not counted there', () => {
    const early = outcome({ user: 'a', checkpoints: [scored('moves:20', 10), scored('end', 10)] });
    const { people } = summaryOf([early, human('b', 90)]);
    expect(people.map(({ after, people: count }) => [after, count])).toEqual([
      ['moves:20', 1],
      ['end', 2],
    ]);
  });

  test('of two corpora are never mixed, though named alike', () => {
    const rows = summaryOf([human('a', 10), outcome({ corpus: 'd', user: 'a' })]).people;
    expect(rows.map(({ corpus, flagged }) => [corpus, flagged.under_30.share])).toEqual([
      ['c', 1],
      ['d', 0],
    ]);
  });

  test('half flagged between two sessions widen the interval to both sides', () => {
    expect(meanShare([0.5, 0, 0, 0])).toEqual({ share: 0.125, low: 0, high: expect.closeTo(0.80588, 5) });
  });

  test('of whole sums have the interval of the tables', () => {
    expect(meanShare([1 / 3, 2 / 3, ...Array(8).fill(0)])).toEqual({
      share: 0.1,
      low: 0.002529,
      high: 0.445016,
    });
  });
});

describe('families', () => {
  test('are told apart by corpus too, and one without a name is one', () => {
    const nameless = outcome({ label: 'bot' });
    const rows = summaryOf([bot('b', 1), bot('a', 1), { ...bot('a', 1), corpus: 'd' }, nameless]).families;
    expect(rows.map(({ corpus, family }) => [corpus, family])).toEqual([
      ['c', null],
      ['c', 'a'],
      ['c', 'b'],
      ['d', 'a'],
    ]);
  });

  test('are detected by session, and what was not computed is not detected', () => {
    const found = familyOf(bot('a', 1), bot('a', 8), bot('a', 0), bot('a', 60));
    expect(found).toMatchObject({ recordings: 4, not_computed: 1 });
    expect(Object.values(found?.detected ?? {}).map(({ share }) => share)).toEqual([0.5, 0.5, 0.25, 0.25]);
  });

  test('are ranked against all people, what was not computed at 50', () => {
    expect(familyOf(human('a', 40), human('b', 60), bot('a', 0))?.ranking).toMatchObject({
      human_recordings: 2,
      auc: 0.5,
    });
  });

  test.each([
    [99, null, null],
    [100, 1, null],
    [3_000, 1, 1],
  ])('among %s people have detection at 1 %% and 0.1 %% of %s and %s', (count, percent, tenth) => {
    const people = Array.from({ length: count }, (_, i) => human(String(i), 90));
    const ranking = familyOf(...people, bot('a', 10))?.ranking;
    expect(ranking?.detected_at_fpr_1_percent).toBe(percent);
    expect(ranking?.detected_at_fpr_0_1_percent).toBe(tenth);
  });
});

describe('calibration', () => {
  test('weighs people and bots alike, however many there are of each', () => {
    const outcomes = [human('a', 70), ...Array.from({ length: 50 }, () => bot('b', 70))];
    expect(summaryOf(outcomes).calibration[0]?.deciles[7]).toEqual({
      from: 0.7,
      count: 51,
      said: 0.7,
      was: 0.5,
    });
  });

  test('at other odds moves what was said by Bayes’ rule', () => {
    const { calibration } = summaryOf([human('a', 50), bot('b', 50)]);
    expect(calibration[1]?.deciles[9]).toEqual({ from: 0.9, count: 2, said: 0.95, was: 0.95 });
  });

  test('leaves out what was not computed, and needs both kinds', () => {
    expect(summaryOf([human('a', 0), bot('b', 1)]).calibration).toEqual([]);
  });
});

const anyOutcome = record({
  corpus: constantFrom('c', 'd', '__proto__'),
  family: constantFrom(null, 'f', 'constructor'),
  label: constantFrom('human' as const, 'bot' as const),
  user: constantFrom('1', '2', '3'),
  session: constantFrom('s'),
  checkpoints: tuple(shuffledSubarray([...checkpoints]), integer({ min: 0, max: 99 })).map(
    ([reached, score]) => reached.map((after) => scored(after, score)),
  ),
});

test('the summary does not depend on the order of the recordings', () => {
  const same = property(array(anyOutcome, { maxLength: 40 }), (outcomes) =>
    expect(JSON.stringify(summaryOf(outcomes.toReversed()))).toBe(JSON.stringify(summaryOf(outcomes))),
  );
  assert(same, { seed: 1 });
});

test('every share is within its interval, whatever was played, and every table can be printed', () => {
  const within = property(array(anyOutcome, { maxLength: 40 }), (outcomes) => {
    const { people, families } = summaryOf(outcomes);
    const shares = [...people.map(({ flagged }) => flagged), ...families.map(({ detected }) => detected)];
    const all = shares.flatMap((row) => Object.values(row));
    expect(all.every(({ share, low, high }) => low <= share && share <= high)).toBe(true);
    expect(tables(summaryOf(outcomes))).not.toContain('NaN');
  });
  assert(within, { seed: 1 });
});

test.each([
  [0.5, 100],
  [90, 100],
  [101, 10_000],
  [1e6, null],
])('%s ms a recording is at most %s', (meanMs, bound) => {
  expect(summaryOf([], meanMs).milliseconds_per_recording).toEqual({ at_most: bound });
});

test('names that would move the cursor are printed without', () => {
  expect(tables(summaryOf([outcome({ corpus: 'a\u001b[2Jb\nc' })]))).toContain('a?[2Jb?c');
});

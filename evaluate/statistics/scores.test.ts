import { describe, expect, test } from '@jest/globals';
import { array, assert, boolean, double, integer, property, record } from 'fast-check';
import { atOdds, brier, calibrationError, reliability } from './calibration.ts';
import { isotonic, isotonicAt } from './isotonic.ts';
import { mean, quantile } from './quantile.ts';
import { auc, detectionAt } from './ranking.ts';

const scores = array(integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 60 });
const unit = double({ min: 0, max: 1, noNaN: true });
const forecasts = array(record({ said: unit, was: boolean() }), { minLength: 1, maxLength: 80 });
const observations = array(
  record({
    x: integer({ min: 0, max: 20 }),
    y: integer({ min: 0, max: 10 }),
    weight: integer({ min: 1, max: 5 }),
  }),
  { minLength: 1, maxLength: 50 },
);
const seed = { seed: 1 };

describe('the area under the curve', () => {
  test('is what counting all pairs gives, ties half', () => {
    const counted = property(scores, scores, (people, bots) => {
      const pairs = people.flatMap((p) => bots.map((b) => (b < p ? 1 : b === p ? 0.5 : 0)));
      expect(auc(people, bots)).toBeCloseTo(mean(pairs), 12);
    });
    assert(counted, seed);
  });

  test('of nobody is not a number', () => {
    expect([auc([], [1]), auc([1], [])]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('detection at a rate of false positives', () => {
  test('never flags more people than allowed, and all bots that this allows', () => {
    const kept = property(scores, scores, unit, (people, bots, rate) => {
      const caught = detectionAt(rate, people, bots);
      const cuts = [-1, ...people, 100].filter(
        (cut) => mean(people.map((p) => (p <= cut ? 1 : 0))) <= rate + 1e-9,
      );
      const best = Math.max(...cuts.map((cut) => mean(bots.map((b) => (b <= cut ? 1 : 0)))));
      expect(caught).toBeGreaterThanOrEqual(best - 1e-12);
    });
    assert(kept, seed);
  });

  test.each([
    [0, 0.5],
    [0.25, 0.75],
    [1, 1],
  ])('of %s is %s', (rate, caught) => {
    expect(detectionAt(rate, [30, 50, 70, 90], [1, 2, 40, 95])).toBe(caught);
  });

  test('a tie between person and bot is nobody caught', () => {
    expect(detectionAt(0, [30, 90], [30])).toBe(0);
  });
});

describe('calibration', () => {
  test('by tenths counts every case once', () => {
    const counted = property(forecasts, (cases) => {
      const deciles = reliability(cases);
      expect(deciles.reduce((sum, { count }) => sum + count, 0)).toBe(cases.length);
    });
    assert(counted, seed);
  });

  test.each([
    [0, 0],
    [0.1, 1],
    [0.3, 3],
    [0.699_999, 6],
    [0.7, 7],
    [1, 9],
  ])('%s is in tenth %s', (said, tenth) => {
    expect(reliability([{ said, was: true }]).findIndex(({ count }) => count > 0)).toBe(tenth);
  });

  test('who says 70 % and is right in 7 of 10 has no error', () => {
    const cases = Array.from({ length: 10 }, (_, i) => ({ said: 0.7, was: i < 7 }));
    expect(calibrationError(cases)).toBeCloseTo(0, 12);
    expect(brier(cases)).toBeCloseTo(0.21, 12);
  });

  test('who is sure and wrong has all of it', () => {
    expect([calibrationError([{ said: 1, was: false }]), brier([{ said: 1, was: false }])]).toEqual([1, 1]);
  });

  test('at even odds a few people weigh as much as many bots', () => {
    const cases = [{ said: 0.5, was: true }, ...Array.from({ length: 9 }, () => ({ said: 0.5, was: false }))];
    expect(reliability(atOdds(cases, 0.5))[5]?.was).toBeCloseTo(0.5, 12);
    expect(reliability(atOdds(cases, 0.95))[5]?.was).toBeCloseTo(0.95, 12);
  });
});

describe('an isotonic fit', () => {
  test('rises, keeps the mean, and is fitted best by itself', () => {
    const rises = property(observations, (cases) => {
      const values = isotonic(cases).map(({ value }) => value);
      expect(values.every((value, i) => i === 0 || value > (values[i - 1] ?? 1))).toBe(true);
      const total = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0);
      const fitted = total(cases.map(({ x, weight }) => weight * isotonicAt(isotonic(cases), x)));
      expect(fitted).toBeCloseTo(total(cases.map(({ y, weight }) => weight * y)), 8);
    });
    assert(rises, seed);
  });

  test('does not depend on the order of what has the same x', () => {
    const same = property(observations, (cases) => {
      const there = isotonic(cases).map(({ value }) => value);
      const back = isotonic(cases.toReversed()).map(({ value }) => value);
      expect(back).toEqual(there.map((value) => expect.closeTo(value, 9)));
    });
    assert(same, seed);
  });

  test('pools what falls', () => {
    const steps = isotonic([1, 3, 2, 4].map((y, x) => ({ x, y })));
    expect(steps.map(({ from, to, value }) => [from, to, value])).toEqual([
      [0, 0, 1],
      [1, 2, 2.5],
      [3, 3, 4],
    ]);
  });

  test.each([
    [-1, 0],
    [0, 0],
    [5, 0.5],
    [10, 1],
    [99, 1],
  ])('at %s is %s', (x, value) => {
    const steps = isotonic([
      { x: 0, y: 0 },
      { x: 10, y: 1 },
    ]);
    expect(isotonicAt(steps, x)).toBe(value);
  });

  test('of nothing is not a number', () => {
    expect(isotonicAt(isotonic([]), 1)).toBeNaN();
  });
});

test.each([
  [0, 1],
  [0.5, 2.5],
  [1, 4],
  [0.25, 1.75],
])('the %s quantile of 1, 2, 3, 4 is %s', (share, value) => {
  expect(quantile([4, 2, 3, 1], share)).toBe(value);
});

test('the quantile of nothing is not a number', () => {
  expect(quantile([], 0.5)).toBeNaN();
});

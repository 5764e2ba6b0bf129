import { describe, expect, test } from '@jest/globals';
import { assert, double, integer, property, tuple } from 'fast-check';
import { clopperPearson } from './clopper-pearson.ts';
import { incompleteBeta, inverseIncompleteBeta, logGamma } from './incomplete-beta.ts';

const shares = double({ min: 0.001, max: 0.999, noNaN: true });
const parameters = double({ min: 1, max: 3_000, noNaN: true });
/** k of n, k at most n. */
const counts = integer({ min: 1, max: 4_000 }).chain((n) =>
  tuple(integer({ min: 0, max: n }), integer({ min: n, max: n })),
);

describe('the incomplete beta function', () => {
  test.each([
    [5, Math.log(24)],
    [0.5, Math.log(Math.PI) / 2],
    [101, 363.7393755555635],
  ])('ln Γ(%s) is known', (x, value) => {
    expect(logGamma(x)).toBeCloseTo(value, 10);
  });

  test.each([
    [0.5, 2, 2, 0.5],
    [0.3, 1, 1, 0.3],
    [0.2, 2, 5, 0.34464],
    [0.9, 10, 3, 0.8891300222545],
  ])('at %s of (%s, %s) is %s', (x, a, b, value) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(value, 10);
  });

  test('is one minus its mirror', () => {
    const mirrored = property(shares, parameters, parameters, (x, a, b) =>
      expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 9),
    );
    assert(mirrored, { seed: 1 });
  });

  test('is undone by its inverse', () => {
    const undone = property(shares, parameters, parameters, (share, a, b) =>
      expect(incompleteBeta(inverseIncompleteBeta(share, a, b), a, b)).toBeCloseTo(share, 6),
    );
    assert(undone, { seed: 1 });
  });
});

describe('an exact interval', () => {
  test.each([
    [0, 10, 0, 0.3084971],
    [10, 10, 0.6915029, 1],
    [1, 10, 0.0025286, 0.4450161],
    [5, 20, 0.0865715, 0.4910459],
    [50, 100, 0.3983211, 0.6016789],
    [0, 3_000, 0, 0.0012289],
  ])('of %s of %s is %s to %s, as tables have it', (k, n, low, high) => {
    const [from, to] = clopperPearson(k, n);
    expect([from, to]).toEqual([expect.closeTo(low, 6), expect.closeTo(high, 6)]);
  });

  test('holds the share seen, and is wider the surer it shall be', () => {
    const holds = property(counts, ([k, n]) => {
      const [[low, high], [lower, higher]] = [clopperPearson(k, n), clopperPearson(k, n, 0.99)];
      expect(low <= k / n && k / n <= high).toBe(true);
      expect(lower <= low && high <= higher).toBe(true);
    });
    assert(holds, { seed: 1 });
  });

  test('leaves 2.5 % outside at each end', () => {
    const [low, high] = clopperPearson(7, 40);
    expect(1 - incompleteBeta(1 - low, 34, 7)).toBeCloseTo(0.025, 9);
    expect(incompleteBeta(1 - high, 33, 8)).toBeCloseTo(0.025, 9);
  });

  test('of nothing seen says nothing', () => {
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });

  test.each([
    [-1, 10],
    [11, 10],
    [Number.NaN, 10],
  ])('of %s of %s is refused', (k, n) => {
    expect(() => clopperPearson(k, n)).toThrow(RangeError);
  });
});

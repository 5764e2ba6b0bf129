import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { levelOff } from './level-off.ts';

const value = fc.integer({ min: -1_000, max: 1_000 });

describe.each([
  ['below', 30, 20],
  ['above', 15, 25],
])('levelling off %s', (_where, from, limit) => {
  const side = Math.sign(limit - from);

  test('leaves what is on the near side as it is', () => {
    fc.assert(
      fc.property(value, (at) => side * (at - from) > 0 || levelOff(at, from, limit) === at),
      { seed: 1 },
    );
  });

  test('never crosses the limit, and keeps the order', () => {
    const property = fc.property(value, (at) => {
      const [here, further] = [levelOff(at, from, limit), levelOff(at + side, from, limit)];
      expect(side * (limit - here)).toBeGreaterThanOrEqual(0);
      expect(side * (further - here)).toBeGreaterThanOrEqual(0);
    });
    fc.assert(property, { seed: 2 });
  });

  test('still tells what is 10 beyond from what is 20 beyond', () => {
    const [near, far] = [from + side * 10, from + side * 20].map((at) => levelOff(at, from, limit));
    expect(side * (Number(far) - Number(near))).toBeGreaterThan(2);
  });
});

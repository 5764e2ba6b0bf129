import { expect, test } from '@jest/globals';
import { leastSquares } from './slope.ts';

test('the line through readings tells their mean and their growth', () => {
  const readings = [0, 1, 2, 3].map((at) => ({ at, value: 100 + 2 * at + (at % 2 === 0 ? 1 : -1) }));
  const { mean, slope } = leastSquares(readings);
  expect(mean).toBeCloseTo(103);
  expect(slope).toBeCloseTo(1.6);
});

test('a single reading is level', () => {
  expect(leastSquares([{ at: 1, value: 7 }])).toEqual({ mean: 7, slope: 0 });
});

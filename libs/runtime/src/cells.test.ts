import { expect, test } from '@jest/globals';
import { cells } from './cells.ts';

test('past 2,000 combinations of attributes all further ones share a cell that says so', () => {
  const counts = cells(() => ({ sum: 0 }));
  for (let number = 0; number < 3_000; number += 1) counts.of({ number }).sum += 1;
  const all = [...counts.all()];
  expect(all).toHaveLength(2_001);
  expect(all.at(-1)).toEqual([{ 'otel.metric.overflow': true }, { sum: 1_000 }]);
});

test('a combination known before the limit is counted on past it', () => {
  const counts = cells(() => ({ sum: 0 }));
  for (let number = 0; number < 3_000; number += 1) counts.of({ number: number % 2_500 }).sum += 1;
  expect(counts.of({ number: 7 }).sum).toBe(2);
});

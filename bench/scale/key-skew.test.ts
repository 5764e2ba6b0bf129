import { expect, test } from '@jest/globals';
import { keySkew } from './key-skew.ts';

const population = { sites: 1_000, sessions: 20_000, zipf: 1, batchesPerSession: 5, seed: 7 };

test('a site with a tenth of all visits burdens no partition, because sessions are the key', () => {
  const [skew] = keySkew(population, [12]);
  expect(skew?.bySession).toBeLessThan(1.1);
  // It would, were the project the key.
  expect(skew?.byProject).toBeGreaterThan(1.5);
});

test('the same population gives the same answer', () => {
  expect(keySkew(population, [12, 96])).toEqual(keySkew(population, [12, 96]));
});

import { expect, test } from '@jest/globals';
import { type Expiry, expiryMs, isPermutation } from './rule.ts';

test.each<[ids: number[], of: number[], is: boolean]>([
  [[], [], true],
  [[3, 1, 2], [1, 2, 3], true],
  [[1, 2], [1, 2, 3], false],
  [[1, 2, 3, 3], [1, 2, 3], false],
  [[1, 2, 2], [1, 2, 3], false],
  [[1, 2, 4], [1, 2, 3], false],
  [[1], [], false],
])('%j is all of %j, each once: %s', (ids, of, is) => {
  expect(isPermutation(ids, of)).toBe(is);
});

test.each<[Expiry, number | null]>([
  [null, null],
  [{ inSeconds: 60 }, 61_000],
  [{ atMs: 5 }, 5],
])('%j ends at %s when it is 1,000', (expiry, at) => {
  expect(expiryMs(expiry, 1_000)).toBe(at);
});

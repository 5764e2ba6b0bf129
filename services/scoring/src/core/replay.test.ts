import { describe, expect, test } from '@jest/globals';
import { isReplay, strokesOf } from './replay.ts';

describe('a session is a replay', () => {
  test.each([
    [3, 3, true],
    [6, 3, true],
    [7, 3, false],
    [10, 4, true],
    [11, 4, false],
    [100, 27, true],
    [100, 26, false],
    [2, 2, false],
    [0, 0, false],
  ])('of %d strokes with %d in another session: %s', (compared, shared, expected) => {
    expect(isReplay({ compared, shared })).toBe(expected);
  });
});

test('a sketch falls into strokes of four hashes; what is left over is none', () => {
  expect(strokesOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
});

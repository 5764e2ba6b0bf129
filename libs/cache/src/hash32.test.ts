import { expect, test } from '@jest/globals';
import { hash32 } from './hash32.ts';

test('hashes are unsigned 32-bit integers', () => {
  for (const text of ['', 'a', 'ÿ', '漢', 'x'.repeat(10_000)]) expect(hash32(text) >>> 0).toBe(hash32(text));
});

test('100,000 consecutive ids collide no more often than chance would have it', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => hash32(`request-${index}`)));
  // Expected by chance: 100,000² / 2 / 2³² = 1.2 collisions.
  expect(100_000 - hashes.size).toBeLessThan(6);
});

import { expect, test } from '@jest/globals';
import { fairShares } from './fair-shares.ts';

const [loud, quiet, third] = [1, 2, 3];
const at = () => {
  let nowMs = 0;
  const shares = fairShares(() => nowMs);
  return {
    ...shares,
    later(ms: number) {
      nowMs += ms;
    },
  };
};

test('who is alone never takes more than its share', () => {
  const shares = at();
  shares.take(loud, 1_000_000);
  expect(shares.exceededBy(loud)).toBe(false);
});

test('of several, whoever took more than the mean has exceeded its share, and nobody else', () => {
  const shares = at();
  shares.take(loud, 20);
  shares.take(quiet, 1);
  shares.take(third, 2);
  expect([loud, quiet, third].map(shares.exceededBy)).toEqual([true, false, false]);
});

test('those who take alike are within their shares', () => {
  const shares = at();
  for (const owner of [loud, quiet, third]) shares.take(owner, 5);
  expect([loud, quiet, third].map(shares.exceededBy)).toEqual([false, false, false]);
});

test('a stranger has taken nothing', () => {
  const shares = at();
  shares.take(loud, 20);
  expect(shares.exceededBy(quiet)).toBe(false);
});

test('who has gone has no share any more', () => {
  const shares = at();
  shares.take(quiet, 1);
  shares.take(loud, 1_000);
  shares.later(2_000);
  expect(shares.exceededBy(loud)).toBe(false);
});

test('who was loud a while ago may be loud again', () => {
  const shares = at();
  shares.take(loud, 1_000);
  shares.later(60_000);
  shares.take(quiet, 2);
  shares.take(loud, 1);
  expect([shares.exceededBy(loud), shares.exceededBy(quiet)]).toEqual([false, true]);
});

test('a million projects take no more room than a thousand', () => {
  const shares = at();
  for (let owner = 0; owner < 1_024_000; owner += 1) shares.take(owner, 1);
  expect(shares.exceededBy(5)).toBe(false);
  shares.take(5, 2_000);
  // Told apart by their numbers' last ten bits alone.
  expect([shares.exceededBy(5), shares.exceededBy(5 + 1_024), shares.exceededBy(6)]).toEqual([
    true,
    true,
    false,
  ]);
});

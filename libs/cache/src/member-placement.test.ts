import { expect, test } from '@jest/globals';
import { placed } from './member-placement.ts';

test('members keep their number, as signed 32-bit integers', () => {
  const { members } = placed('group', [0, 1, 2 ** 31, 2 ** 32 - 1]);
  expect(new Set(members).size).toBe(4);
  expect(members.map((member) => member | 0)).toEqual(members);
});

test('groups spread evenly over the buckets', () => {
  const counts = new Map<number, number>();
  for (let group = 0; group < 65_536; group += 1) {
    const { bucket } = placed(`group-${group}`, []);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  // 65,536 balls into as many bins: 63 % of the bins are hit, and the fullest holds about 8.
  expect(counts.size / 65_536).toBeCloseTo(1 - 1 / Math.E, 2);
  expect(Math.max(...counts.values())).toBeLessThan(12);
});

test('the same member of two groups is two members, also where the groups share a bucket', () => {
  const byBucket = Map.groupBy(
    Array.from({ length: 2_000 }, (_, index) => placed(`group-${index}`, [1])),
    ({ bucket }) => bucket,
  );
  const sharing = [...byBucket.values()].filter((groups) => groups.length > 1);
  expect(sharing.length).toBeGreaterThan(10);
  for (const groups of sharing)
    expect(new Set(groups.map(({ members }) => members[0])).size).toBe(groups.length);
});

test('groups of one bucket spread over 4,096 ways below it', () => {
  const all = Array.from({ length: 200_000 }, (_, index) => placed(`group-${index}`, []));
  const ways = all.filter(({ bucket }) => bucket >> 8 === 7).map(({ digits }) => digits);
  expect(ways.every((digits) => /^[0-9a-f]{3}$/.test(digits))).toBe(true);
  // Some 780 balls into 4,096 bins hit about 711.
  expect(new Set(ways).size / ways.length).toBeGreaterThan(0.85);
});

test('a member twice in a list is one', () => {
  expect(placed('group', [3, 5, 3]).members).toHaveLength(2);
});

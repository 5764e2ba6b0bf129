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

import { expect, test } from '@jest/globals';
import { lastMonths } from './months.ts';

test.each<[string, number, string[]]>([
  ['2026-06', 1, ['2026-06']],
  ['2026-02', 4, ['2026-02', '2026-01', '2025-12', '2025-11']],
  ['2026-12', 2, ['2026-12', '2026-11']],
])('up to %s the last %i are %j', (month, count, months) => {
  expect(lastMonths(month, count)).toEqual(months);
});

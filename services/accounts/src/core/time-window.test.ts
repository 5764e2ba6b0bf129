import { expect, test } from '@jest/globals';
import { dayMs, inWholeBuckets, type WindowAsked, windowOf } from './time-window.ts';

const nowMs = 100 * dayMs;
const limits = { nowMs, usualMs: 7 * dayMs, longestMs: 30 * dayMs };

test.each<[title: string, asked: WindowAsked, from: number, to: number]>([
  ['nothing asked is the usual time up to now', { fromMs: null, toMs: null }, 93, 100],
  ['an end alone brings the usual time before it', { fromMs: null, toMs: 90 * dayMs }, 83, 90],
  ['a beginning alone goes up to now', { fromMs: 99 * dayMs, toMs: null }, 99, 100],
  ['a beginning too long ago is pulled forward', { fromMs: 0, toMs: 80 * dayMs }, 70, 80],
  ['the future is left out', { fromMs: 99 * dayMs, toMs: 200 * dayMs }, 99, 100],
  ['what lies too long ago as a whole is empty', { fromMs: 10 * dayMs, toMs: 20 * dayMs }, 70, 70],
  ['what lies ahead as a whole is empty', { fromMs: 120 * dayMs, toMs: 130 * dayMs }, 100, 100],
  ['what ends before it begins is empty', { fromMs: 95 * dayMs, toMs: 90 * dayMs }, 90, 90],
])('%s', (_, asked, from, to) => {
  expect(windowOf(asked, limits)).toEqual({ fromMs: from * dayMs, toMs: to * dayMs });
});

test.each([
  ['holds whole buckets', [1_999, 2_001], [1_000, 3_000]],
  ['already whole stays as it is', [1_000, 3_000], [1_000, 3_000]],
  ['up to now ends now', [1_999, 5_500], [1_000, 5_500]],
  ['without a moment in it gets none', [1_999, 1_999], [1_999, 1_999]],
])('a window %s', (_, [fromMs = 0, toMs = 0], [from, to]) => {
  expect(inWholeBuckets({ fromMs, toMs }, 1_000, 5_500)).toEqual({ fromMs: from, toMs: to });
});

import { expect, test } from '@jest/globals';
import { previewTally, unknownFields } from './rule-preview.ts';

const session = (token: string) => ({
  session_token: token,
  score: 5,
  band: 'likely_automated' as const,
  last_seen_at: '2026-06-14T10:00:00.000Z',
});

test('what matched is counted by band, and the first are shown', () => {
  const tally = previewTally(1, false);
  tally.add(session('a'), false);
  tally.add({ ...session('b'), band: 'definite' }, true);
  tally.add(session('c'), true);
  const { by_band, ...rest } = tally.result();
  const sample = [{ ...session('b'), band: 'definite' }];
  expect(rest).toEqual({ evaluated: 3, matched: 2, verified_passed: 0, sample });
  expect(by_band).toMatchObject({ definite: 1, likely_automated: 1, likely_human: 0 });
});

test.each([
  [true, { matched: 0, verified_passed: 1 }],
  [false, { matched: 1, verified_passed: 0 }],
])('verified bots are counted apart while they pass before the rules: %s', (allowVerified, counts) => {
  const tally = previewTally(1, allowVerified);
  tally.add({ ...session('v'), band: 'verified' }, true);
  tally.add({ ...session('w'), band: 'verified' }, false);
  expect(tally.result()).toMatchObject({ evaluated: 2, ...counts });
  expect(tally.result().sample).toHaveLength(counts.matched);
});

test.each<[fields: string[], told: string[], unknown: string[]]>([
  [['score', 'ip', 'ua'], [], []],
  [['path', 'score', 'logged_in', 'static_resource'], ['country'], ['path', 'logged_in', 'static_resource']],
  [['country', 'path', 'path'], ['logged_in'], ['country', 'path']],
  [['country', 'logged_in'], ['country', 'logged_in'], []],
])('of %j, when some session told %j, are unknown %j', (fields, told, unknown) => {
  expect(unknownFields(fields, new Set(told))).toEqual(unknown);
});

import { expect, test } from '@jest/globals';
import { whyNot } from './describe-attackers.ts';

test.each([
  ['all programs are there', { missing: [], canInstall: false, requireReal: true }],
  ['what is missing may be installed', { missing: ['xdotool'], canInstall: true, requireReal: true }],
])('attackers are let loose where %s', (_, machine) => {
  expect(whyNot(machine)).toBeNull();
});

const bare = { missing: ['chromium', 'xdotool'], canInstall: false, requireReal: false };

test('where programs are missing for good the reason names them', () => {
  expect(whyNot(bare)).toBe('there is no chromium, xdotool');
});

test('with REQUIRE_REAL=1 a missing program is a failure', () => {
  expect(() => whyNot({ ...bare, requireReal: true })).toThrow('there is no chromium, xdotool');
});

import { expect, test } from '@jest/globals';
import { welcome } from './welcome.ts';

const first = { token: 'bat_secret', code: 'bic_secret', generated: true, projectId: 123 };
const origin = 'http://localhost:8080';

test('a newcomer is shown the token, the three lines of the quickstart and one to sign up with', () => {
  const text = welcome(origin, first);
  expect(text.match(/^(keys=|session=|curl )/gm)).toEqual(['keys=', 'session=', 'curl ']);
  expect(text).toContain('bat_secret');
  expect(text).toMatch(/^ {2}curl .*\/v1\/signup .*"code":"bic_secret"/m);
});

test('a token of the operator’s own is not repeated, the code is shown all the same', () => {
  const text = welcome(origin, { ...first, generated: false });
  expect([text.includes('bat_secret'), text.includes('bic_secret')]).toEqual([false, true]);
});

test('a later start shows no secret', () => {
  expect(welcome(origin, null)).not.toMatch(/bat_|bic_/);
});

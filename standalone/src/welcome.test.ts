import { expect, test } from '@jest/globals';
import { welcome } from './welcome.ts';

const first = { token: 'bat_secret', code: 'bic_secret', generated: true, projectId: 123 };
const origin = 'http://localhost:8080';

test('a newcomer is shown the token, the three lines of the quickstart and one to sign up with', () => {
  const text = welcome(origin, { first, demo: true });
  expect(text.match(/^(keys=|session=|curl )/gm)).toEqual(['keys=', 'session=', 'curl ']);
  expect(text).toContain('bat_secret');
  expect(text).toMatch(/^ {2}curl .*\/v1\/signup .*"code":"bic_secret"/m);
});

test('a token of the operator’s own is not repeated, the code is shown all the same', () => {
  const text = welcome(origin, { first: { ...first, generated: false }, demo: true });
  expect([text.includes('bat_secret'), text.includes('bic_secret')]).toEqual([false, true]);
});

test('a later start shows no secret', () => {
  expect(welcome(origin, { first: null, demo: true })).not.toMatch(/bat_|bic_/);
});

test.each([
  ['is sent to the demo page before anything else', true, 1],
  ['is sent to no page that is not served', false, 0],
])('a newcomer %s', (_, demo, lines) => {
  const text = welcome(origin, { first, demo });
  expect(text.slice(0, 200).match(/^Open http:\/\/localhost:8080\/demo /gm) ?? []).toHaveLength(lines);
});

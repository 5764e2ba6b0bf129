import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { originForm, repairedPath } from './request-target.ts';

test.each([
  ['/v1/sessions/%/verdict', '/v1/sessions/%25/verdict'],
  ['/a%zz', '/a%25zz'],
  ['/a%FF', '/a%25FF'],
  ['/a%C3%A9', '/a%C3%A9'],
  ['/a%C3', '/a%25C3'],
  ['/a%20b%2', '/a%20b%252'],
  ['/a?path=%', '/a?path=%'],
  ['/%?%', '/%25?%'],
])('%s is read as %s', (target, repaired) => {
  expect(repairedPath(target)).toBe(repaired);
});

test.each([
  ['http://host/user?p=http://x', '/user?p=http://x'],
  ['HTTPS://u:p@[::bad:99/user', '/user'],
  ['http://host?p=1', '/?p=1'],
  ['*', '/*'],
])('the target %s asks for %s', (target, local) => {
  expect(originForm(target)).toBe(local);
});

const escapes = fc.stringMatching(/^(?:%[0-9a-fA-F]{0,2}|[a-z/]){0,12}$/);

test('a repaired path always decodes', () => {
  fc.assert(fc.property(escapes, (path) => decodeURIComponent(repairedPath(path)) !== null));
});

test('a path that decodes is left as it is', () => {
  const fine = fc.webPath();
  fc.assert(fc.property(fine, (path) => repairedPath(path) === path));
});

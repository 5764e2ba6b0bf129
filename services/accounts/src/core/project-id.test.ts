import { expect, test } from '@jest/globals';
import { projectIdOf } from './project-id.ts';

test.each([
  ['1', 1],
  ['123', 123],
  ['2147483647', 2_147_483_647],
])('%s can be a project’s id', (text, id) => {
  expect(projectIdOf(text)).toBe(id);
});

test.each([
  '',
  '0',
  '-1',
  '+1',
  '01',
  '1.5',
  '1e3',
  '0x7b',
  ' 1',
  '1\n',
  '１',
  'abc',
  '2147483648',
  '9'.repeat(400),
])('%j names no project', (text) => {
  expect(projectIdOf(text)).toBeNull();
});

import { expect, test } from '@jest/globals';
import { bcryptPasswords } from './passwords.bcrypt.ts';

const passwords = bcryptPasswords(4);
const longest = 'x'.repeat(72);

test.each([
  ['a long sentence', 'a long sentence', true],
  ['a long sentence', 'a long sentenc', false],
  ['a long sentence', 'A long sentence', false],
  [longest, longest, true],
  [longest, `${longest}y`, false],
  ['zwölf Wörter', 'zwölf Wörter', true],
  ['before the nul', 'before the nul\u0000', false],
])('of %j the text %j is the password: %s', async (password, tried, same) => {
  expect(await passwords.matches(tried, await passwords.hash(password))).toBe(same);
});

test('a person without password has none that matches', async () => {
  const answers = await Promise.all(['', '.'.repeat(20)].map((tried) => passwords.matches(tried, null)));
  expect(answers).toEqual([false, false]);
});

test('the same password is never hashed to the same text, and costs what was asked', async () => {
  const hashes = await Promise.all([1, 2].map(() => passwords.hash('a long sentence')));
  expect(new Set(hashes).size).toBe(2);
  expect(hashes[0]).toMatch(/^\$2b\$04\$/);
});

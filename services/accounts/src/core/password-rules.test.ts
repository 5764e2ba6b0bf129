import { expect, test } from '@jest/globals';
import { passwordFault } from './password-rules.ts';

test.each([
  ['grace.hopper is my name', 'must not contain your e-mail address'],
  ['i am GRACE.HOPPER!', 'must not contain your e-mail address'],
  ['Password1234', 'is one of the first that are tried'],
  ['a sentence of your own', 'is one of the first that are tried'],
  ['aaaaaaaaaaaa', 'must have more than three different characters'],
  ['abcabcabcabc', 'must have more than three different characters'],
])('%j is refused: it %s', (password, fault) => {
  expect(passwordFault(password, 'grace.hopper@example.com')).toBe(fault);
});

test.each([
  ['four unrelated words', 'grace.hopper@example.com'],
  ['a short name is in many a sentence', 'ann@example.com'],
  ['пароль из слов', 'grace.hopper@example.com'],
])('%j of %s may be chosen', (password, email) => {
  expect(passwordFault(password, email)).toBeNull();
});

import { testKeys } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { kindOfKey } from '../core/key-form.ts';
import { cryptoSecretSource, secretSource } from './secret-source.crypto.ts';

test.each([
  ['site', /^pk_[0-9A-Za-z]{32}$/],
  ['private', /^sk_[0-9A-Za-z]{48}$/],
  ['account', /^bat_[0-9A-Za-z]{48}$/],
  ['workspace', /^dxk_[0-9A-Za-z]{49}$/],
  ['project', /^bpk_[0-9A-Za-z]{49}$/],
] as const)('a %s key has its prefix, length and checksum, and never comes twice', (kind, form) => {
  const keys = Array.from({ length: 200 }, () => cryptoSecretSource.key(kind));
  expect(keys.filter((key) => !form.test(key) || kindOfKey(key) !== kind)).toEqual([]);
  expect(new Set(keys).size).toBe(200);
});

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

test('a published test key is never given out, even when chance draws one', () => {
  const drawn = testKeys.human.privateKey.slice(3, -6);
  const draws = [Buffer.from([...drawn].map((digit) => alphabet.indexOf(digit))), Buffer.alloc(42)];
  const { key } = secretSource(() => draws.shift() ?? Buffer.alloc(42, 1));
  expect(key('private')).toMatch(/^sk_0{42}/);
});

test('a session seed is 32 bytes, and never comes twice', () => {
  const [one, other] = [cryptoSecretSource.sessionSeed(), cryptoSecretSource.sessionSeed()];
  expect([one.length, other.length]).toEqual([32, 32]);
  expect(one).not.toEqual(other);
});

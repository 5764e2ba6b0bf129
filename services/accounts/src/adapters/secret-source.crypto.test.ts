import { expect, test } from '@jest/globals';
import { cryptoSecretSource } from './secret-source.crypto.ts';

test.each([
  ['siteKey', /^pk_[0-9A-Za-z]{32}$/],
  ['privateKey', /^sk_[0-9A-Za-z]{48}$/],
  ['accountToken', /^bat_[0-9A-Za-z]{48}$/],
] as const)('%s has its prefix, its length and base62 digits alone, and never comes twice', (kind, form) => {
  const secrets = Array.from({ length: 200 }, () => cryptoSecretSource[kind]());
  expect(secrets.filter((secret) => !form.test(secret))).toEqual([]);
  expect(new Set(secrets).size).toBe(200);
});

test('a session seed is 32 bytes, and never comes twice', () => {
  const [one, other] = [cryptoSecretSource.sessionSeed(), cryptoSecretSource.sessionSeed()];
  expect([one.length, other.length]).toEqual([32, 32]);
  expect(one).not.toEqual(other);
});

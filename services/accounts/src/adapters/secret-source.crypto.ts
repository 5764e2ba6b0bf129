import { randomBytes } from 'node:crypto';
import { base62Digits } from '../core/base62.ts';
import type { SecretSource } from '../ports.ts';

const sessionSeedBytes = 32;

/** Prefixes let scanners recognise a leaked secret. 32 base62 digits are 190 bits, 48 are 285. */
export const cryptoSecretSource: SecretSource = {
  siteKey: () => `pk_${randomDigits(32)}`,
  privateKey: () => `sk_${randomDigits(48)}`,
  accountToken: () => `bat_${randomDigits(48)}`,
  sessionSeed: () => randomBytes(sessionSeedBytes),
};

function randomDigits(length: number): string {
  let digits = '';
  // One byte in 32 gives no digit, so a draw may fall short.
  while (digits.length < length) digits += base62Digits(randomBytes(length));
  return digits.slice(0, length);
}

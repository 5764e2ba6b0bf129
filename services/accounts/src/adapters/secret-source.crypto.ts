import { randomBytes } from 'node:crypto';
import { base62Digits } from '../core/base62.ts';
import { keyForms, keyOf } from '../core/key-form.ts';
import type { SecretSource } from '../ports/index.ts';

const sessionSeedBytes = 32;

export const cryptoSecretSource: SecretSource = {
  key: (kind) => keyOf(kind, randomDigits(keyForms[kind].randomDigits)),
  login: () => `bls_${randomDigits(43)}`,
  invitationCode: () => `bic_${randomDigits(32)}`,
  sessionSeed: () => randomBytes(sessionSeedBytes),
};

function randomDigits(length: number): string {
  let digits = '';
  // One byte in 32 gives no digit, so a draw may fall short.
  while (digits.length < length) digits += base62Digits(randomBytes(length));
  return digits.slice(0, length);
}

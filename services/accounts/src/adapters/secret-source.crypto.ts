import { randomBytes } from 'node:crypto';
import { testKeyMark } from '@botect/contracts';
import { base62Digits } from '../core/base62.ts';
import { keyForms, keyOf } from '../core/key-form.ts';
import type { SecretSource } from '../ports/index.ts';

const sessionSeedBytes = 32;

/** `random` gives so many bytes nobody can foresee. */
export function secretSource(random: (bytes: number) => Buffer<ArrayBuffer>): SecretSource {
  const digitsOf = (length: number): string => {
    let digits = '';
    // One byte in 32 gives no digit, so a draw may fall short.
    while (digits.length < length) digits += base62Digits(random(length));
    return digits.slice(0, length);
  };
  const keyDigits = (length: number): string => {
    let digits = digitsOf(length);
    // Test keys are published: however unlikely, none may ever be given out as somebody's secret.
    while (digits.startsWith(testKeyMark)) digits = digitsOf(length);
    return digits;
  };
  return {
    key: (kind) => keyOf(kind, keyDigits(keyForms[kind].randomDigits)),
    login: () => `bls_${digitsOf(43)}`,
    invitationCode: () => `bic_${digitsOf(32)}`,
    sessionSeed: () => random(sessionSeedBytes),
  };
}

export const cryptoSecretSource: SecretSource = secretSource(randomBytes);

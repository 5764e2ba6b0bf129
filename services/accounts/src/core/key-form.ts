import { base62Number } from './base62.ts';
import { crc32 } from './crc32.ts';

/**
 * How keys look, by kind. The prefix lets a scanner recognise one that leaked; the digits that are not random are a checksum
 * by which it can rule out a chance hit without asking anybody. 26 random digits are 154 bits, 42 are 250, 43 are 256.
 */
export const keyForms = {
  site: { prefix: 'pk_', randomDigits: 26 },
  private: { prefix: 'sk_', randomDigits: 42 },
  account: { prefix: 'bat_', randomDigits: 42 },
  workspace: { prefix: 'dxk_', randomDigits: 43 },
  project: { prefix: 'bpk_', randomDigits: 43 },
} as const;

export type KeyFormName = keyof typeof keyForms;

/** 62^6 is more than 2^32. */
const checkDigits = 6;

/** A key of a kind from its random digits. */
export function keyOf(kind: KeyFormName, randomDigits: string): string {
  const unchecked = keyForms[kind].prefix + randomDigits;
  return unchecked + checksum(unchecked);
}

/** The kind of key a text is, by its form and checksum; null when it is none. Says nothing about whether it is live. */
export function kindOfKey(text: string): KeyFormName | null {
  for (const kind of Object.keys(keyForms) as KeyFormName[])
    if (keyPattern(kind).test(text) && checksum(text.slice(0, -checkDigits)) === text.slice(-checkDigits))
      return kind;
  return null;
}

/** What a scanner looks for. */
export function keyPattern(kind: KeyFormName): RegExp {
  const { prefix, randomDigits } = keyForms[kind];
  return new RegExp(`^${prefix}[0-9A-Za-z]{${randomDigits + checkDigits}}$`);
}

const checksum = (text: string) => base62Number(crc32(text), checkDigits);

import { hash } from 'node:crypto';

/** What is stored of a key: keys have the entropy of a password nobody chose, so no slow hash is needed. */
export function hashKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

/** The same 32 bytes as text, one character each: the quickest form to make and to look up. */
export function keyDigest(key: string): string {
  return hash('sha256', key, 'binary');
}

export function hashOfDigest(digest: string): Buffer {
  return Buffer.from(digest, 'binary');
}

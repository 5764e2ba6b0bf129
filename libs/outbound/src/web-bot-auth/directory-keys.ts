import type { JsonWebKey } from 'node:crypto';
import { createHash } from 'node:crypto';

/** A public key as a directory lists it, of a kind this product verifies with. */
export interface DirectoryKey {
  readonly jwk: JsonWebKey;
  readonly algorithm: 'ed25519' | 'rsa-pss-sha512';
  /** Milliseconds since 1970 between which it may be used. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** By thumbprint. */
export type DirectoryKeys = ReadonlyMap<string, DirectoryKey>;

/** Far more than an agent needs at once while it changes keys. */
const keysMax = 64;
const ed25519Point = /^[A-Za-z0-9_-]{43}$/;
/** 2,048 to 4,096 bits: below is weak, above is a way to keep verifiers busy. */
const rsaModulus = /^[A-Za-z0-9_-]{342,683}$/;
const rsaExponent = /^[A-Za-z0-9_-]{2,6}$/;

/** Reads a JWK Set. Null when it is none, or larger than sensible; keys of other kinds, or damaged, are left out. */
export function readDirectoryKeys(body: Buffer): DirectoryKeys | null {
  let set: unknown;
  try {
    set = JSON.parse(body.toString());
  } catch {
    return null;
  }
  const listed = isRecord(set) ? set['keys'] : null;
  if (!Array.isArray(listed) || listed.length > keysMax) return null;
  return new Map(listed.filter(isRecord).flatMap(readKey));
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fits = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);

function readKey({ kty, crv, x, n, e, alg, nbf, exp }: Fields): [string, DirectoryKey][] {
  const dates = { fromMs: timeMs(nbf) ?? 0, untilMs: timeMs(exp) ?? Number.POSITIVE_INFINITY };
  if (kty === 'OKP' && crv === 'Ed25519' && fits(x, ed25519Point)) {
    const jwk = { crv, kty, x };
    return [[thumbprint(jwk), { jwk, algorithm: 'ed25519', ...dates }]];
  }
  if (kty === 'RSA' && alg === 'PS512' && fits(n, rsaModulus) && fits(e, rsaExponent)) {
    const jwk = { e, kty, n };
    return [[thumbprint(jwk), { jwk, algorithm: 'rsa-pss-sha512', ...dates }]];
  }
  return [];
}

/** RFC 7638 (RFC 8037 for Ed25519): the required members alone, in alphabetical order, which is how they are put in above. */
function thumbprint(required: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify(required)).digest('base64url');
}

/** The draft's times are in seconds; directories that count in milliseconds exist. */
function timeMs(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return value > 100_000_000_000 ? value : value * 1_000;
}

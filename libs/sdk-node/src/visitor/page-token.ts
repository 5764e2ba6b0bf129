import type { Keys } from '../keys.ts';
import { isSessionToken } from './session-token.ts';
import { isSigned, sign } from './signatures.ts';

/** What a rendered page may prove about itself. Times in whole seconds since 1970 UTC. */
export interface PageClaims {
  /** 32 lower-case hex characters, new for each page. */
  readonly id: string;
  readonly session: string;
  readonly iat: number;
  readonly exp: number;
  /** Whether the visitor was logged in when the page was rendered; absent when not known. */
  readonly li?: boolean;
}

const lengthMax = 1_024;
/** Servers of one site may disagree about the time by this much. */
const futureSecondsMax = 30;
const claimNames = new Set(['v', 'id', 'session', 'iat', 'exp', 'li']);

/** URL-safe base64 of the claims, a dot, and their signature. */
export function signPageToken(keys: Keys, claims: PageClaims): string {
  const encoded = Buffer.from(JSON.stringify({ v: 1, ...claims })).toString('base64url');
  return `${encoded}.${signature(keys, encoded)}`;
}

interface Expected {
  readonly nowMs: number;
  /** The configured lifetime: a token with another was not made under this configuration. */
  readonly lifetimeSeconds: number;
}

/** The claims of a token these keys signed and that is valid now; null for everything else. */
export function readPageToken(keys: Keys, token: string, expected: Expected): PageClaims | null {
  if (token.length > lengthMax) return null;
  const [encoded, given, ...more] = token.split('.');
  if (!encoded || given === undefined || more.length > 0) return null;
  if (!isSigned(given, signature(keys, encoded))) return null;
  const claims = parse(encoded);
  return claims !== null && isCurrent(claims, expected) ? claims : null;
}

function isCurrent({ iat, exp }: PageClaims, { nowMs, lifetimeSeconds }: Expected): boolean {
  const now = Math.floor(nowMs / 1_000);
  return exp - iat === lifetimeSeconds && iat <= now + futureSecondsMax && now < exp;
}

function parse(encoded: string): PageClaims | null {
  try {
    const value = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Record<string, unknown>;
    return isClaims(value) ? value : null;
  } catch {
    return null;
  }
}

function isClaims(value: Record<string, unknown>): value is Record<string, unknown> & PageClaims {
  const { v, id, session, iat, exp, li } = value;
  return (
    v === 1 &&
    typeof id === 'string' &&
    /^[0-9a-f]{32}$/.test(id) &&
    isSessionToken(session) &&
    Number.isSafeInteger(iat) &&
    Number.isSafeInteger(exp) &&
    (li === undefined || typeof li === 'boolean') &&
    Object.keys(value).every((name) => claimNames.has(name))
  );
}

function signature({ siteKey, privateKey }: Keys, encoded: string): string {
  return sign(privateKey, `botect:page:${siteKey}:${encoded}`);
}

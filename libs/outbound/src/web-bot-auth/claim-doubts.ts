import type { SignatureClaim } from './read-signatures.ts';
import { type Doubt, invalid, type SignedRequest, unverified } from './signed-request.ts';

/** How far two honest clocks are apart at most, in seconds. */
export const clockSkewS = 60;
/** Names in the registry of HTTP signature algorithms; those with a shared secret are none of them. */
export const algorithms = ['ed25519', 'rsa-pss-sha512'];

/** What is wrong with a signature's times, whoever made it; null for nothing. */
export function doubtOfTime(
  { created, expires }: SignatureClaim,
  nowS: number,
  lifeMaxS: number,
): Doubt | null {
  if (expires <= created || expires - created > lifeMaxS) return invalid('lifetime');
  if (created > nowS + clockSkewS) return invalid('future');
  return expires < nowS - clockSkewS ? invalid('expired') : null;
}

/** Components taken from the request line, and the header fields at hand. */
const fromPath = new Set(['@path', '@query', '@target-uri', '@request-target']);
const atHand = new Set(['@authority', '@scheme', 'signature', 'signature-input', 'signature-agent']);

/** What a signature fails to cover, or covers that is not known here; null for nothing. */
export function doubtOfCover({ covered, algorithm }: SignatureClaim, request: SignedRequest): Doubt | null {
  const names = new Set(covered.map(({ name }) => name));
  if (!names.has('@authority') && !names.has('@target-uri')) return invalid('authority_not_covered');
  if (algorithm !== null && !algorithms.includes(algorithm)) return unverified('unsupported');
  const known = (name: string) =>
    atHand.has(name) ||
    (name === '@method' && request.method !== null) ||
    (fromPath.has(name) && request.path !== null);
  return [...names].every(known) ? null : unverified('component_unknown');
}

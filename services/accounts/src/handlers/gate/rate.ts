import { Problem } from '@botect/contracts';
import type { Request } from '@botect/http';
import { readAddress } from '@botect/rules';
import type { RateLimit } from '../../ports/index.ts';

/**
 * Takes one of the calls somebody has left in this minute and tells how many remain: in the headers most interfaces use, and in
 * those of the IETF draft (draft-ietf-httpapi-ratelimit-headers-10). RATE_LIMITED when there is none. Of two limits the
 * narrower is taken last, so that its numbers are the ones the client reads.
 */
export async function takeCall(request: Request, limit: RateLimit, key: string): Promise<void> {
  const { allowed, limit: most, remaining, resetAtMs, retryAfterSeconds } = await limit.take(key);
  request.setHeader('X-RateLimit-Limit', String(most));
  request.setHeader('X-RateLimit-Remaining', String(remaining));
  request.setHeader('X-RateLimit-Reset', String(Math.ceil(resetAtMs / 1000)));
  request.setHeader('RateLimit-Policy', `"minute";q=${most};w=60`);
  request.setHeader('RateLimit', `"minute";r=${remaining};t=${retryAfterSeconds}`);
  if (!allowed) throw tooMany(retryAfterSeconds);
}

/**
 * Whose calls are counted together: those of an address, and of IPv6 those of its network of 64 bits, in which every
 * subscriber has more addresses than anybody could count.
 */
export function placeOf(request: Request): string {
  const text = request.clientAddress();
  const address = readAddress(text);
  return address?.family === 6 ? `${(address.bits >> 64n).toString(16)}/64` : text;
}

/** Takes one of the calls somebody has left in this second: nobody counts those, so nothing is told until there is none. */
export async function takeBurst(limit: RateLimit, key: string): Promise<void> {
  const { allowed, retryAfterSeconds } = await limit.take(key);
  if (!allowed) throw tooMany(retryAfterSeconds);
}

const tooMany = (retryAfterSeconds: number) =>
  new Problem('RATE_LIMITED', 'Too many calls; the headers say when to come again.', { retryAfterSeconds });

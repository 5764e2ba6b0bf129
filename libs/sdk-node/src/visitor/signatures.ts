import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 in lower-case hex. */
export function sign(privateKey: string, text: string): string {
  return createHmac('sha256', privateKey).update(text).digest('hex');
}

/** In constant time, so that an answer's delay tells nothing of the right signature. */
export function isSigned(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** SHA-256 in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

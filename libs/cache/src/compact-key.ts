import { hash } from 'node:crypto';

/**
 * 13 bytes that stand for a longer key: a truncated SHA-256, so that nobody can aim at another's entry. One byte more
 * would cost Redis 16 bytes an entry, by the size classes of its allocator.
 */
export function compactKey(key: string): Buffer {
  return hash('sha256', key, 'buffer').subarray(0, 13);
}

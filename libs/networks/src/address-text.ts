import type { Address } from '@botect/rules';
import ipaddr from 'ipaddr.js';

/** Its shortest spelling (RFC 5952). */
export function addressText({ family, bits }: Omit<Address, 'text'>): string {
  const size = family === 4 ? 4 : 16;
  const bytes = Array.from({ length: size }, (_, place) =>
    Number((bits >> BigInt(8 * (size - 1 - place))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

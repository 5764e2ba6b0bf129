import { addressSet, readAddress, readRange } from '@botect/rules';
import { addressText } from './address-text.ts';
import { specialRanges } from './special-ranges.ts';

/** Azure's platform services listen on this one, from inside only, although the number is a public one. */
const insideClouds = readRange('168.63.129.16') ?? [];
const isSetApart = addressSet(specialRanges.concat(insideClouds));

/**
 * The address in its shortest spelling, IPv4 shown as IPv6 taken as IPv4, when it is one of the public Internet: one that a
 * visitor may come from, and that a stranger may have us ask. Null for everything else: no address, private, loopback, link-local
 * with the clouds' metadata services, carrier-grade NAT, documentation, benchmarking, multicast, reserved, and every other form of
 * IPv6 that carries an IPv4 address (compatible, NAT64, 6to4, Teredo).
 */
export function readPublicAddress(text: string): string | null {
  const address = readAddress(text);
  return address === null || isSetApart(address) ? null : addressText(address);
}

/** Whether the text is an address of the public Internet. */
export function isPublicAddress(text: string): boolean {
  const address = readAddress(text);
  return address !== null && !isSetApart(address);
}

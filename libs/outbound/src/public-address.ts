import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that IANA has given out of IPv6 for use on the public Internet (RFC 4291 §2.4, RFC 7346). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** With a zone, or IPv4-compatible (RFC 4291 §2.5.5.1): forms that the package reads as another address than is dialled. */
const notAsDialled = /%|^::\d+\./;

/** Azure's platform services listen on this one, from inside only, although the number is a public one. */
const insideClouds = new Set(['168.63.129.16']);

/**
 * True for an address of the public Internet: what a request on behalf of a stranger may reach. False for every range
 * that IANA's special-purpose registries set apart (private, loopback, link-local with the clouds' metadata services,
 * carrier-grade NAT, documentation, benchmarking, multicast, reserved…), for every form of IPv6 that carries an IPv4
 * address in it but the plain mapped one, which counts as that address, and for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || notAsDialled.test(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  if (address instanceof ipaddr.IPv6) return address.match(globalUnicast);
  return !insideClouds.has(address.toString());
}

import ipaddr from 'ipaddr.js';

/** What IANA has handed out of IPv6 for the public Internet; all the rest of it is reserved (RFC 4291, 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** The longest spelling of an address is 45 letters. */
const lettersMax = 45;

/**
 * The address in its shortest spelling, IPv4 shown as IPv6 taken as IPv4, when it is one of the public Internet; null for
 * everything else: no address, private, loopback, link-local, carrier-grade NAT, documentation, benchmarking, multicast,
 * reserved, and forms of IPv6 that carry an IPv4 address (NAT64, 6to4, Teredo).
 */
export function readPublicAddress(text: string): string | null {
  if (text.length > lettersMax || !isStrict(text)) return null;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return null;
  if (address instanceof ipaddr.IPv6 && !address.match(globalUnicast)) return null;
  return address.toString();
}

/** Whether an address may say where a visitor is. */
export function isUsableAddress(text: string): boolean {
  return readPublicAddress(text) !== null;
}

/** Once a form of IPv6 that carried IPv4 (RFC 4291, 2.5.5.1); the package takes it for the mapped one. */
const compatible = /^::\d+\./;

/** Four decimals, or IPv6 without a zone: `127.1` and `0x7f000001` are addresses to some and none to others. */
function isStrict(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return true;
  return ipaddr.IPv6.isValid(text) && !text.includes('%') && !compatible.test(text);
}

import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Networks whose addresses name no visitor, from IANA's special-purpose registries of IPv4 and IPv6 addresses, with
 * multicast and, of IPv6, everything outside 2000::/3, the only part in use.
 */
const notPublic4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
const notPublic6 = '::/3 2001::/23 2001:db8::/32 2002::/16 3fff::/20 4000::/2 8000::/1';

// Apart: a list of both judges IPv4 as the part of ::/3 it is mapped to.
const lists = { ipv4: blockList(notPublic4, 'ipv4'), ipv6: blockList(notPublic6, 'ipv6') };

function blockList(networks: string, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks.split(' ')) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/**
 * The one spelling of a public address: IPv4 dotted, IPv6 compressed as in RFC 5952, IPv4 shown as IPv6 unmapped.
 * Null for anything else: text, zones, ports, and addresses that are private, reserved or of documentation.
 */
export function publicAddress(text: string): string | null {
  const address = unmapped(text.trim());
  if (isIPv4(address)) return lists.ipv4.check(address, 'ipv4') ? null : address;
  if (!isIPv6(address) || address.includes('%')) return null;
  return lists.ipv6.check(address, 'ipv6') ? null : compressed(address);
}

function unmapped(address: string): string {
  if (!isIPv6(address) || address.includes('%')) return address;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(compressed(address)) ?? [];
  if (high === undefined || low === undefined) return address;
  const bytes = [high, low].map((group) => Number.parseInt(group, 16));
  return bytes.flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/** The URL standard writes IPv6 hosts as RFC 5952 does. */
function compressed(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

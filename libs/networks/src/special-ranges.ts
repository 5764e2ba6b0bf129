import { type AddressRange, readRange } from '@botect/rules';

/**
 * Blocks that nobody reaches over the public Internet, or everybody somewhere else: those IANA's special-purpose registries set
 * apart (RFC 6890 and its successors), and of IPv6 all that was never handed out (RFC 4291, 2.4), in which lie loopback,
 * link-local, unique-local and every form that carries an IPv4 address but Teredo and 6to4.
 */
const blocks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/3',
  '4000::/2',
  '8000::/1',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
];

export const specialRanges: readonly AddressRange[] = blocks.flatMap((block) => readRange(block) ?? []);

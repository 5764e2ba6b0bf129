import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { StartupFault } from '@botect/runtime';
import proxyAddress from 'proxy-addr';

export type ClientAddress = (req: IncomingMessage) => string;

/**
 * How to tell the visitor's address: the nearest one to us that no trusted proxy vouches for. What a proxy forwards
 * may be any text, so only addresses count. Throws a StartupFault when a trusted proxy is no address or range.
 */
export function clientAddress(trustedProxies: readonly string[]): ClientAddress {
  if (trustedProxies.length === 0) return (req) => unmapped(req.socket.remoteAddress ?? '');
  const trust = compiled(trustedProxies);
  return (req) => {
    const hops = proxyAddress.all(req, trust);
    return unmapped(hops.findLast((hop) => isIP(hop) !== 0) ?? '');
  };
}

function compiled(trustedProxies: readonly string[]) {
  try {
    return proxyAddress.compile([...trustedProxies]);
  } catch (cause) {
    throw new StartupFault(
      'the trusted proxies must be addresses, CIDR ranges, loopback, linklocal or uniquelocal',
      cause,
    );
  }
}

/** A dual-stack socket shows IPv4 as ::ffff:192.0.2.1. */
function unmapped(address: string): string {
  return /^::ffff:\d+\./i.test(address) ? address.slice(7) : address;
}

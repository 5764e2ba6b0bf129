import { Resolver } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { ReverseDns } from './reverse-dns.ts';

/** No such name, or a name without such records: an answer, unlike a failure. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

export interface ResolverOptions {
  /** `address:port`; the system's own when absent. */
  readonly servers?: readonly string[];
  /** For each of two tries. */
  readonly timeoutMs?: number;
}

/**
 * Asks name servers for records. Node's `reverse` would look into the system's table of hosts, and takes a server that does not
 * answer for an address without a name.
 */
export function resolverReverseDns({ servers, timeoutMs = 2_000 }: ResolverOptions = {}): ReverseDns {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return {
    names: (address) => answered(resolver.resolvePtr(pointerName(address))),
    addresses: (name, family) => answered(family === 4 ? resolver.resolve4(name) : resolver.resolve6(name)),
  };
}

async function answered(question: Promise<string[]>): Promise<readonly string[]> {
  try {
    return await question;
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** Where the names of an address are written down (RFC 1035, 3.5; RFC 3596, 2.5). */
function pointerName(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray();
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${[...digits].toReversed().join('.')}.ip6.arpa`;
}

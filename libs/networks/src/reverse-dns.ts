import { readPublicAddress } from './public-address.ts';

/** The two questions to the name system; each rejects when there is no answer, in time or at all. */
export interface ReverseDns {
  /** Names an address resolves to (PTR); none when it has no name. */
  names(address: string): Promise<readonly string[]>;
  /** Addresses a name resolves to, of the family asked for (A or AAAA); none when there is no such name. */
  addresses(name: string, family: 4 | 6): Promise<readonly string[]>;
}

/** Whoever owns an address may give it any number of names. */
const namesMax = 4;
const hostLettersMax = 253;

/**
 * Forward-confirmed reverse DNS: one of the address's names is one of the owner's hosts, and that name leads back to the
 * address. The name alone proves nothing, since whoever holds an address names it as they like; the way back is in the hands
 * of the name's owner. Only names of the owner are asked for, so a stranger's name server is never asked twice. Rejects when
 * the name system does not answer.
 */
export async function isConfirmedHost(
  dns: ReverseDns,
  ip: string,
  hosts: readonly string[],
): Promise<boolean> {
  const address = readPublicAddress(ip);
  if (address === null) return false;
  const family = address.includes(':') ? 6 : 4;
  const names = (await dns.names(address)).map(normal).filter((name) => isHost(name, hosts));
  for (const name of names.slice(0, namesMax)) {
    const back = await dns.addresses(name, family);
    if (back.some((one) => readPublicAddress(one) === address)) return true;
  }
  return false;
}

/** Lower case, without the dot that ends an absolute name. */
const normal = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function isHost(name: string, hosts: readonly string[]): boolean {
  return name.length <= hostLettersMax && hosts.some((host) => matches(name, host));
}

/** `crawl-*.example.com`: the star stands for one letter or more. Without a star the whole name. */
function matches(name: string, host: string): boolean {
  const star = host.indexOf('*');
  if (star < 0) return name === host;
  const [head, tail] = [host.slice(0, star), host.slice(star + 1)];
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

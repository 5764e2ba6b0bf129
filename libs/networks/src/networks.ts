import { readAddress } from '@botect/rules';
import { type CrawlerClaim, crawlerClaims } from './crawler-claim.ts';
import type { ConfirmedCrawler, Crawler, NetworkKind, NetworkList } from './network-list.ts';
import { readPublicAddress } from './public-address.ts';
import { rangeIndex } from './range-index.ts';

/** The published lists an address is in. */
export interface Network {
  /** The most telling kind of the lists; null when the address is in none. */
  readonly kind: NetworkKind | null;
  /** Names of the lists. */
  readonly lists: readonly string[];
}

/** What an address proves of a claim: `unknown` is for reverse DNS to settle, or for nobody. */
export type Verification = 'verified' | 'refuted' | 'unknown';

/** The crawler an agent names, and whether it is the one. */
export interface CrawlerProof extends Pick<Crawler, 'id' | 'category'> {
  readonly proof: Verification;
}

/** Answers from memory alone. */
export interface Networks {
  /** The lists an address is in; of what is no address, none. */
  networkOf(ip: string): Network;
  readonly crawlerClaim: CrawlerClaim;
  /**
   * Whether the crawler comes from this address. In one of its lists: verified. In none: refuted when all its lists are known
   * and it has no host names; with host names unknown, for a list may be older than the address. Not public: unknown.
   *
   * An address in a crawler's list without the claim is nothing here. Owners fetch on behalf of people from their networks too
   * (Google's user-triggered fetchers, whose lists are apart), and some networks, like Meta's, are the whole company's:
   * neither the address nor the agent alone is proof.
   */
  verifyByAddress(claim: Crawler, ip: string): Verification;
  /** By address and, where that cannot tell, by what the name system said before; null when the agent names no known crawler. */
  proveCrawler(ip: string, ua: string): CrawlerProof | null;
}

/** A relay is named before a rented machine because people are behind it, a crawler before both because it is the exact one. */
const telling: readonly NetworkKind[] = ['crawler', 'relay', 'hosting'];

const nobodyAsked: ConfirmedCrawler = () => null;

export function networksOf(
  lists: readonly NetworkList[],
  crawlers: readonly Crawler[],
  confirmed = nobodyAsked,
): Networks {
  const known = new Set(lists.map(({ name }) => name));
  const find = rangeIndex(lists.map((list) => ({ owner: list, ranges: list.ranges })));
  const summaries = new WeakMap<readonly NetworkList[], Network>();
  const networkOf = (ip: string): Network => {
    const address = readAddress(ip);
    if (address === null) return nowhere;
    const found = find(address);
    const network = summaries.get(found) ?? summed(found);
    summaries.set(found, network);
    return network;
  };
  const crawlerClaim = crawlerClaims(crawlers);
  const verifyByAddress = (claim: Crawler, ip: string): Verification => {
    const { lists: within } = networkOf(ip);
    if (claim.lists.some((name) => within.includes(name))) return 'verified';
    const settled = claim.hosts.length === 0 && claim.lists.every((name) => known.has(name));
    return settled && readPublicAddress(ip) !== null ? 'refuted' : 'unknown';
  };
  const proveCrawler = (ip: string, ua: string): CrawlerProof | null => {
    const crawler = crawlerClaim(ua);
    if (crawler === null) return null;
    const { id, category, hosts } = crawler;
    const listed = verifyByAddress(crawler, ip);
    if (listed !== 'unknown' || hosts.length === 0) return { id, category, proof: listed };
    return { id, category, proof: proofs.get(confirmed(crawler, ip)) ?? 'unknown' };
  };
  return { networkOf, crawlerClaim, verifyByAddress, proveCrawler };
}

const proofs = new Map<boolean | null, Verification>([
  [true, 'verified'],
  [false, 'refuted'],
]);

const nowhere: Network = { kind: null, lists: [] };

function summed(lists: readonly NetworkList[]): Network {
  const kind = telling.find((one) => lists.some((list) => list.kind === one)) ?? null;
  return { kind, lists: lists.map(({ name }) => name) };
}

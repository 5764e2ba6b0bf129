import type { AddressRange } from '@botect/rules';

/**
 * What the addresses of a list are used by: programs of the list's owner, rented machines, or exits through which people
 * reach the Internet.
 */
export type NetworkKind = 'crawler' | 'hosting' | 'relay';

/** Where a list is published, and how: JSON of any shape, or lines whose first column is a block. */
export interface ListSource {
  readonly url: string;
  readonly format: 'json' | 'lines';
}

/** A published list of addresses. */
export interface ListRecipe {
  readonly name: string;
  readonly kind: NetworkKind;
  /** All of them together are the list; none when nobody publishes it in a form to be fetched. */
  readonly sources: readonly ListSource[];
}

/** A list with its content. */
export interface NetworkList {
  readonly name: string;
  readonly kind: NetworkKind;
  readonly ranges: readonly AddressRange[];
  /** The day, or the moment, the content is of; milliseconds since 1970. */
  readonly fetchedAtMs: number;
}

/** A crawler that can be told from those that only bear its name. */
export interface Crawler {
  readonly id: string;
  /** What owners make rules on: `Search`, `AI Crawler`, `AI Search`, `Monitoring`, `Preview` and others. */
  readonly category: string;
  /** Its user agents hold one of these, in any case of letters. */
  readonly names: readonly string[];
  /** Agents that hold one of these are others, which mention it. */
  readonly unless: readonly string[];
  /** Lists its addresses are in. */
  readonly lists: readonly string[];
  /** Names its addresses resolve to and back; `*` stands for any text. */
  readonly hosts: readonly string[];
}

/**
 * Whether the name system confirms that the address is one of the crawler's; null while it is not known. Answers at once from
 * what was asked before. Where nothing was, the question is asked for the next time, unless too many are waiting.
 */
export type ConfirmedCrawler = (crawler: Crawler, ip: string) => boolean | null;

import { readFileSync } from 'node:fs';
import { type AddressRange, readRange } from '@botect/rules';
import type { Crawler, ListRecipe, NetworkKind, NetworkList } from './network-list.ts';
import { unpackRanges } from './packed-ranges.ts';

interface CrawlersFile {
  readonly state: string;
  readonly lists: readonly (Pick<ListRecipe, 'name' | 'kind'> & {
    readonly sources?: ListRecipe['sources'];
    /** The few lists that are short and printed on a page. */
    readonly ranges?: readonly string[];
  })[];
  readonly crawlers: readonly (Pick<Crawler, 'id' | 'category' | 'names'> & Partial<Crawler>)[];
}

interface RangesFile {
  readonly state: string;
  readonly lists: Readonly<Record<string, { readonly v4?: string; readonly v6?: string }>>;
}

/** What the product carries: which crawlers and lists there are, and the lists' content on the day they were taken. */
export interface Snapshot {
  readonly recipes: readonly ListRecipe[];
  readonly lists: readonly NetworkList[];
  readonly crawlers: readonly Crawler[];
}

/** Reads the data beside the code: some 30 ms, once a process. */
export function readSnapshot(): Snapshot {
  const { state, lists, crawlers } = readData<CrawlersFile>('crawlers.json');
  const packed = readData<RangesFile>('ranges.json');
  return {
    recipes: lists.map(({ name, kind, sources = [] }) => ({ name, kind, sources })),
    lists: lists.flatMap(({ name, kind, ranges }) => {
      const shipped = packed.lists[name];
      if (ranges !== undefined) return listOf({ name, kind }, ranges.flatMap(rangeOf), state);
      if (shipped === undefined) return [];
      const { v4 = '', v6 = '' } = shipped;
      return listOf({ name, kind }, [...unpackRanges(v4, 4), ...unpackRanges(v6, 6)], packed.state);
    }),
    crawlers: crawlers.map((crawler) => ({ unless: [], lists: [], hosts: [], ...crawler })),
  };
}

function readData<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8'));
}

const rangeOf = (text: string): AddressRange[] => {
  const range = readRange(text);
  return range === null ? [] : [range];
};

type Named = { readonly name: string; readonly kind: NetworkKind };

function listOf(named: Named, ranges: readonly AddressRange[], day: string): NetworkList[] {
  return [{ ...named, ranges, fetchedAtMs: Date.parse(day) }];
}

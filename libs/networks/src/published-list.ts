import { type AddressRange, readRange } from '@botect/rules';
import { addressText } from './address-text.ts';
import type { ListRecipe, ListSource, NetworkKind } from './network-list.ts';
import { specialRanges } from './special-ranges.ts';

/** Why a list is not believed; the last good one stays. */
export class RefusedList extends Error {}

/** Most ranges of one list; the largest shipped has 13,745. */
const rangesMax = 50_000;
/** A list that loses more than this share at once is more likely broken than right. */
const shrinkMax = 0.5;
/** Nesting of JSON that is followed: the deepest list known has four. */
const depthMax = 8;

/**
 * The widest blocks a list may hold, as prefix lengths. A crawler has thousands of addresses, no more (Meta, whose list is the
 * whole company's, has a /14 and a /29); a hosting network may own a /9 and a /24.
 */
const widest: Readonly<Record<NetworkKind, { readonly 4: number; readonly 6: number }>> = {
  crawler: { 4: 12, 6: 24 },
  relay: { 4: 12, 6: 24 },
  hosting: { 4: 8, 6: 20 },
};

/** The ranges in the text of one source. In JSON: every text that is an address or a block, wherever it is. */
export function readPublished(body: string, format: ListSource['format']): AddressRange[] {
  return format === 'json' ? inJson(parsed(body), 0) : body.split('\n').flatMap(inLine);
}

/** The ranges, when the list may replace the one before it; throws a RefusedList that says why when it may not. */
export function acceptedRanges(
  ranges: readonly AddressRange[],
  { kind }: Pick<ListRecipe, 'kind'>,
  before: readonly AddressRange[],
): readonly AddressRange[] {
  if (ranges.length === 0) throw new RefusedList('it is empty');
  if (ranges.length > rangesMax) throw new RefusedList(`it has more than ${rangesMax} ranges`);
  const wrong = ranges.find((range) => isTooWide(range, kind) || !isPublic(range));
  if (wrong !== undefined) throw new RefusedList(`it holds ${writtenRange(wrong)}`);
  for (const family of [4, 6] as const) {
    const [had, has] = [covered(before, family), covered(ranges, family)];
    if (has < had * shrinkMax) throw new RefusedList(`it lost more than half of its IPv${family} addresses`);
  }
  return ranges;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RefusedList('it is not JSON');
  }
}

function inJson(value: unknown, depth: number): AddressRange[] {
  if (typeof value === 'string') return rangeOf(value);
  if (typeof value !== 'object' || value === null || depth === depthMax) return [];
  return Object.values(value).flatMap((inner) => inJson(inner, depth + 1));
}

/** Geofeeds (RFC 8805) are CSV with the block first; comments begin with #. */
function inLine(line: string): AddressRange[] {
  return rangeOf(line.split(/[,#\s]/, 1)[0] ?? '');
}

const rangeOf = (text: string): AddressRange[] => {
  const range = readRange(text.trim());
  return range === null ? [] : [range];
};

const bitsOf = { 4: 32, 6: 128 } as const;

function isTooWide({ family, first, last }: AddressRange, kind: NetworkKind): boolean {
  return last - first + 1n > 1n << BigInt(bitsOf[family] - widest[kind][family]);
}

/** Nothing in it is set apart. */
function isPublic({ family, first, last }: AddressRange): boolean {
  return !specialRanges.some(
    (special) => special.family === family && special.first <= last && special.last >= first,
  );
}

/**
 * How much of the Internet a list covers, counted in blocks a site or a person gets, /32 and /64: numbers small enough to
 * compare. Counting ranges would take the joining of neighbours for a loss.
 */
function covered(ranges: readonly AddressRange[], family: 4 | 6): number {
  const unit = family === 4 ? 0n : 64n;
  const ascending = ranges
    .filter((range) => range.family === family)
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  let [sum, end] = [0, -1n];
  for (const { first, last } of ascending) {
    const from = first > end ? first : end + 1n;
    if (last < from) continue;
    sum += Number(((last - from) >> unit) + 1n);
    end = last;
  }
  return sum;
}

/** A block in CIDR notation. */
export function writtenRange({ family, first, last }: AddressRange): string {
  const free = (last - first + 1n).toString(2).length - 1;
  return `${addressText({ family, bits: first })}/${bitsOf[family] - free}`;
}

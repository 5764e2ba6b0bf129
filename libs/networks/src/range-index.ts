import type { Address, AddressRange } from '@botect/rules';

/** Ranges that belong to one owner. They may overlap with those of others. */
export interface OwnedRanges<Owner> {
  readonly owner: Owner;
  readonly ranges: readonly AddressRange[];
}

/** The owners an address belongs to, as given; the same array for the same owners. */
export type FindOwners<Owner> = (address: Address) => readonly Owner[];

/**
 * Cuts all ranges into segments that do not overlap and finds an address among them by halves: the cost is the logarithm of
 * the number of segments, however many owners share an address.
 */
export function rangeIndex<Owner>(owned: readonly OwnedRanges<Owner>[]): FindOwners<Owner> {
  const none: readonly Owner[] = [];
  const combinations = new Map<string, readonly Owner[]>([['', none]]);
  const segments = { 4: cut(owned, 4, combinations), 6: cut(owned, 6, combinations) };
  return ({ family, bits }) => {
    const { starts, words, owners } = segments[family];
    return owners[lastNotAfter(starts, wordsOf(bits, words))] ?? none;
  };
}

interface Segments<Owner> {
  /** First address of each segment, `words` numbers of 32 bits each, the highest first. */
  readonly starts: Uint32Array;
  readonly words: 1 | 4;
  readonly owners: readonly (readonly Owner[])[];
}

function cut<Owner>(
  owned: readonly OwnedRanges<Owner>[],
  family: 4 | 6,
  combinations: Map<string, readonly Owner[]>,
): Segments<Owner> {
  const events = owned.flatMap(({ ranges }, place) =>
    ranges
      .filter((range) => range.family === family)
      .flatMap(({ first, last }) => [
        { at: first, place, change: 1 },
        { at: last + 1n, place, change: -1 },
      ]),
  );
  events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const words = family === 4 ? 1 : 4;
  const starts: number[] = [];
  const owners: (readonly Owner[])[] = [];
  const depth = owned.map(() => 0);
  for (const [index, { at, place, change }] of events.entries()) {
    depth[place] = (depth[place] ?? 0) + change;
    // All that begins or ends here first; the segment is what is left then.
    if (events[index + 1]?.at === at) continue;
    // Past the last address there is nothing to find.
    if (at >> BigInt(32 * words) > 0n) continue;
    starts.push(...wordsOf(at, words));
    owners.push(combination(owned, depth, combinations));
  }
  return { starts: Uint32Array.from(starts), words, owners };
}

function combination<Owner>(
  owned: readonly OwnedRanges<Owner>[],
  depth: readonly number[],
  known: Map<string, readonly Owner[]>,
): readonly Owner[] {
  const places = [...depth.keys()].filter((place) => (depth[place] ?? 0) > 0);
  const key = places.join(' ');
  const owners = known.get(key) ?? places.flatMap((place) => owned[place]?.owner ?? []);
  known.set(key, owners);
  return owners;
}

function wordsOf(bits: bigint, words: 1 | 4): readonly number[] {
  if (words === 1) return [Number(bits)];
  const word = (shift: bigint) => Number((bits >> shift) & 0xffff_ffffn);
  return [word(96n), word(64n), word(32n), word(0n)];
}

/** Place of the last segment that starts at or before the address; -1 when none does. */
function lastNotAfter(starts: Uint32Array, wanted: readonly number[]): number {
  const words = wanted.length;
  let low = 0;
  let high = starts.length / words;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(starts, middle * words, wanted)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function isAfter(starts: Uint32Array, at: number, wanted: readonly number[]): boolean {
  for (let word = 0; word < wanted.length; word += 1) {
    const difference = (starts[at + word] ?? 0) - (wanted[word] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

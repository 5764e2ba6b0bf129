import { type Address, readAddress } from './address.ts';

/** First and last address of a block, both inside. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const block = /^([^/]+)\/(0|[1-9]\d{0,2})$/;
const mappedBits = 96;

/**
 * An address or a CIDR block; null when it is neither. Bits behind the prefix are masked, so 10.1.2.3/8 is 10.0.0.0/8.
 * The families are apart: ::/0 holds no IPv4, while ::ffff:10.0.0.0/104 is 10.0.0.0/8.
 */
export function readRange(text: string): AddressRange | null {
  const [, written, length] = block.exec(text) ?? [null, text, null];
  const address = readAddress(written ?? '');
  if (address === null) return null;
  const wasMapped = address.family === 4 && address.text.includes(':');
  const prefix = length === null ? null : Number(length) - (wasMapped ? mappedBits : 0);
  return prefix === null
    ? { family: address.family, first: address.bits, last: address.bits }
    : blockOf(address, prefix);
}

function blockOf({ family, bits }: Address, prefix: number): AddressRange | null {
  const free = (family === 4 ? 32 : 128) - prefix;
  if (prefix < 0 || free < 0) return null;
  const ones = (1n << BigInt(free)) - 1n;
  return { family, first: bits & ~ones, last: bits | ones };
}

export type AddressSet = (address: Address) => boolean;

/** Membership in any of the ranges: they are sorted and merged once, and searched by halves. */
export function addressSet(ranges: readonly AddressRange[]): AddressSet {
  const merged = { 4: merge(ranges, 4), 6: merge(ranges, 6) };
  return ({ family, bits }) => {
    const within = merged[family];
    let low = 0;
    let high = within.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((within[middle]?.last ?? 0n) < bits) low = middle + 1;
      else high = middle;
    }
    const range = within[low];
    return range !== undefined && range.first <= bits;
  };
}

function merge(ranges: readonly AddressRange[], family: 4 | 6): readonly AddressRange[] {
  const sorted = ranges
    .filter((range) => range.family === family)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || previous.last < range.first) merged.push(range);
    else if (previous.last < range.last) merged[merged.length - 1] = { ...previous, last: range.last };
  }
  return merged;
}

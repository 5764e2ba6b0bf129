import { type AddressRange, readRange } from '@botect/rules';

const bitsOf = { 4: 32, 6: 128 } as const;

/**
 * Blocks of one family as a short text, in ascending order: each is `gap/prefix`, where gap counts blocks of that size (in
 * hexadecimal) from the start of the block before it, or from zero. A quarter of the length of CIDR notation.
 */
export function packRanges(blocks: readonly string[], family: 4 | 6): string {
  const sorted = blocks
    .map(readBlock)
    .filter((block) => block.family === family)
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  let before = 0n;
  const words = sorted.map(({ first, prefix }) => {
    const free = BigInt(bitsOf[family] - prefix);
    const gap = (first >> free) - (before >> free);
    before = first;
    return `${gap.toString(16)}/${prefix}`;
  });
  return words.join(' ');
}

/** Reads `packRanges`' text; throws when it is not one. */
export function unpackRanges(packed: string, family: 4 | 6): AddressRange[] {
  const words = packed.split(' ').filter((word) => word !== '');
  let before = 0n;
  return words.map((word) => {
    const [gap = '', prefix = ''] = word.split('/');
    const free = BigInt(bitsOf[family] - Number(prefix));
    const first = ((before >> free) + BigInt(`0x${gap}`)) << free;
    before = first;
    return { family, first, last: first | ((1n << free) - 1n) };
  });
}

function readBlock(text: string): AddressRange & { readonly prefix: number } {
  const range = readRange(text);
  if (range === null) throw new Error(`no address range: ${text}`);
  const size = range.last - range.first + 1n;
  return { ...range, prefix: bitsOf[range.family] - (size.toString(2).length - 1) };
}

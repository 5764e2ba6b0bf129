import { type AddressRange, readRange } from '@botect/rules';

/** A block that a test spells out. */
export function rangeOf(text: string): AddressRange {
  const range = readRange(text);
  if (range === null) throw new Error(`no range: ${text}`);
  return range;
}

import type { WindowCounts } from '@botect/contracts';

/** Parts of the evidence that are seen independently of each other: two of them corroborate. */
export type Layer = 'motion' | 'press' | 'key' | 'scroll' | 'dispatch' | 'touch' | 'wire';

/** One rule about the events of a session. Points are those of behaviour: 21.6 for a factor e in the odds. */
export interface WindowTerm {
  /** Detection id; null for what speaks for a person, and for what is no sign by itself. */
  readonly id: number | null;
  readonly term: string;
  readonly layer: Layer;
  readonly points: number;
  /** What was measured when the term applies; null when it does not, or when too little was seen. */
  readonly applies: (counts: WindowCounts) => string | null;
}

export const sumOf = (bins: readonly number[]): number => bins.reduce((sum, count) => sum + count, 0);

/** Share of the bins from…to, or null with fewer than `least` in all. */
export function shareOf(
  bins: readonly number[],
  [from, to]: readonly [number, number],
  least: number,
): number | null {
  const whole = sumOf(bins);
  return whole < least ? null : sumOf(bins.slice(from, to)) / whole;
}

/** Standard deviation through mean, of [n, Σ, Σ²]; null with fewer than `least`. */
export function variation([n = 0, sum = 0, squares = 0]: readonly number[], least: number): number | null {
  if (n < least || sum === 0) return null;
  return (Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)) * n) / sum;
}

/** The evidence when a measure is known and passes. */
export function measured(
  name: string,
  value: number | null | undefined,
  passes: (value: number) => boolean,
): string | null {
  return value === null || value === undefined || !passes(value) ? null : `${name} ${value.toFixed(2)}`;
}

import { type Window, Windows } from './windows.ts';

/** What the wire takes of each unit. */
const [countMax, msMax, sumMax] = [100_000, 86_400_000, 1_000_000_000_000];

/** Sums of products among the lists, which are counts otherwise. */
const sums = ['rhythm', 'power_law', 'hold', 'gap'];

/**
 * Windows of what is played back. A live page hears so many events, for so long, that it cannot exceed the wire, and need not
 * carry this; a recording of a week, or of a million events at one moment, is told as the most there can be.
 */
export class BoundedWindows extends Windows {
  override peek(t: number): Window {
    return bounded(super.peek(t)) as Window;
  }
}

type Value = number | readonly number[] | { readonly [field: string]: Value };

function bounded(value: Value, field = ''): Value {
  if (typeof value === 'number') return Math.min(value, maxOf(field));
  if (field === 'sketch') return value;
  if (isList(value)) return value.map((one) => Math.min(one, sums.includes(field) ? sumMax : countMax));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bounded(one, name)]));
}

function isList(value: Value): value is readonly number[] {
  return Array.isArray(value);
}

function maxOf(field: string): number {
  if (field.endsWith('_ms')) return msMax;
  // Bounded where it is counted.
  return field.endsWith('_px') ? Number.POSITIVE_INFINITY : countMax;
}

import { type Cells, cells } from './cells.ts';
import type { Clock } from './clock.ts';
import type { Attributes } from './telemetry.ts';

export interface BusiestOptions {
  /** So many keys are told apart at most; the others are one. */
  readonly keysMax: number;
  readonly now: Clock;
}

export interface Busiest {
  add(count: number, key: number, attributes: Attributes): void;
  /**
   * All sums; attribute `by` is the key's number, or `other`. Now and then keys that became busier take the place of
   * quieter ones.
   */
  readings(by: string): (readonly [sum: number, attributes: Attributes])[];
}

interface Entry {
  readonly sums: Cells<{ sum: number }>;
  /** Since the last ranking. */
  recent: number;
}

/** How long a key keeps its place at least: graphs are read by the minute, and each new key is a new series. */
const rankEveryMs = 300_000;
/** Keys watched beside those told apart, as a multiple of them. */
const watchedPerKey = 8;
/** A key keeps its place against one that is not twice as busy. */
const incumbency = 2;

/**
 * Sums by key for as many keys as are worth telling apart, in memory that does not grow with their number. While there are
 * few each has its own sum from its first count. Past that the first others of each interval are watched: one with a
 * hundredth of all traffic is among the first 160 in four intervals of five, and one with a twentieth always.
 * No sum ever falls; that of a key that lost its place is gone, and begins at 0 should it come back.
 */
export function busiest({ keysMax, now }: BusiestOptions): Busiest {
  const rest = cells(() => ({ sum: 0 }));
  let told = new Map<number, Entry>();
  let watched = new Map<number, number>();
  let rankedAtMs = now();

  const rank = () => {
    rankedAtMs = now();
    const ranked = [
      ...[...told].map(([key, entry]) => ({ key, entry, weight: entry.recent * incumbency })),
      ...[...watched].map(([key, weight]) => ({ key, entry: begin(), weight })),
    ].toSorted((one, other) => other.weight - one.weight);
    told = new Map(ranked.slice(0, keysMax).map(({ key, entry }) => [key, entry]));
    watched = new Map();
    for (const entry of told.values()) entry.recent = 0;
  };
  const entryOf = (key: number) => {
    const known = told.get(key);
    if (known !== undefined || told.size >= keysMax) return known;
    const made = begin();
    told.set(key, made);
    return made;
  };

  return {
    add(count, key, attributes) {
      const entry = entryOf(key);
      (entry?.sums ?? rest).of(attributes).sum += count;
      if (entry !== undefined) entry.recent += count;
      else if (watched.size < keysMax * watchedPerKey || watched.has(key)) {
        watched.set(key, (watched.get(key) ?? 0) + count);
      }
    },
    readings(by) {
      if (watched.size > 0 && now() - rankedAtMs >= rankEveryMs) rank();
      const named = [...told].map(([key, { sums }]) => [String(key), sums] as const);
      return [...named, ['other', rest] as const].flatMap(([key, sums]) =>
        Array.from(sums.all(), ([attributes, { sum }]) => [sum, { [by]: key, ...attributes }] as const),
      );
    },
  };
}

const begin = (): Entry => ({ sums: cells(() => ({ sum: 0 })), recent: 0 });

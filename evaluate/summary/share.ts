import { clopperPearson } from '../statistics/clopper-pearson.ts';

/** A share with its 95 % interval. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Figures are given to a millionth: more digits than any of them deserves, and the same bytes everywhere. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** `null` for what cannot be computed: JSON has no other word for it. */
export function roundedOrNull(value: number): number | null {
  return Number.isFinite(value) ? rounded(value) : null;
}

/**
 * The mean of values from 0 to 1, one for each of n independent units (people, or bots' sessions), and its Clopper-Pearson 95 %
 * interval. `n` is the number of units. `k` is the sum of the values, which is whole only if each unit has one session, or
 * sessions that agree: it is rounded down for the lower end and up for the upper end, so that the interval is never narrower
 * than its name promises. Not to be asked of no units.
 */
export function meanShare(values: readonly number[]): Share {
  const n = values.length;
  const sum = values.reduce((total, value) => total + value, 0);
  // A sum of thirds is not quite whole.
  const [down, up] = [Math.floor(sum + 1e-9), Math.ceil(sum - 1e-9)];
  return {
    share: rounded(sum / n),
    low: rounded(clopperPearson(down, n)[0]),
    high: rounded(clopperPearson(up, n)[1]),
  };
}

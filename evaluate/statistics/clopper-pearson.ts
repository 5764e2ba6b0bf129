import { inverseIncompleteBeta } from './incomplete-beta.ts';

/** Both ends of an interval. */
export type Interval = readonly [low: number, high: number];

/**
 * The exact interval of a share of which `k` of `n` were seen (Clopper and Pearson 1934), 95 % unless told otherwise: whatever
 * the true share, at least that many of such intervals hold it. `k` need not be whole: the beta distribution fills the steps.
 * Nothing seen (`n` 0) says nothing: 0 to 1.
 */
export function clopperPearson(k: number, n: number, confidence = 0.95): Interval {
  if (!(n >= 0 && k >= 0 && k <= n)) throw new RangeError(`${k} of ${n}`);
  const tail = (1 - confidence) / 2;
  return [
    k === 0 ? 0 : inverseIncompleteBeta(tail, k, n - k + 1),
    k === n ? 1 : inverseIncompleteBeta(1 - tail, k + 1, n - k),
  ];
}

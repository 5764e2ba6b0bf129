import type { Counts } from '@botect/contracts';
import { measured, shareOf, variation, type WindowTerm } from './window-term.ts';

const keysMin = 10;

/**
 * The rhythm of typing. None of the first five rules applies to any of 34,126 sentences typed by 2,329 people (upper 95 %
 * bound: 0.13 % of people), at least one to every driver with and without a delay. Desktop keyboards (`judgeableCounts`); text
 * that was pasted, filled in or composed has no keys and meets no rule.
 */
export const keyTerms: readonly WindowTerm[] = [
  {
    id: 3013,
    term: 'short_key_presses',
    layer: 'key',
    points: -40,
    applies: ({ key }) =>
      measured('keys_below_15_ms', key && shareOf(key.hold_ms, [0, 3], keysMin), (share) => share > 0.5),
  },
  {
    id: 3016,
    term: 'uniform_key_presses',
    layer: 'key',
    points: -35,
    applies: ({ key }) =>
      measured('hold_variation', key && variation(key.hold, keysMin), (value) => value < 0.05),
  },
  {
    id: 3014,
    term: 'metronomic_typing',
    layer: 'key',
    points: -35,
    applies: ({ key }) =>
      measured('pace_variation', key && variation(key.gap, keysMin), (value) => value < paceLimit(key)),
  },
  {
    id: 3023,
    term: 'instant_release',
    layer: 'key',
    points: -30,
    applies: ({ key }) =>
      measured(
        'gaps_within_5_ms',
        key && key.pairs >= keysMin ? key.immediate / key.pairs : null,
        (share) => share > 0.8,
      ),
  },
  {
    id: 3015,
    term: 'superhuman_typing',
    layer: 'key',
    points: -40,
    applies: ({ key }) =>
      measured(
        'keys_within_30_ms',
        // A hand that drums on the keys comes as close, with fingers that overlap.
        key && 2 * key.rollovers < key.pairs ? shareOf(key.gap_ms, [0, 3], keysMin) : null,
        (share) => share > 0.5,
      ),
  },
  {
    // 2 % of pairs overlap at the 5th percentile of people: none among so many is rare, and never decides.
    id: null,
    term: 'no_rollover',
    layer: 'key',
    points: -8,
    applies: ({ key }) =>
      measured('overlapping_keys', key && key.pairs >= 40 ? key.rollovers : null, (count) => count === 0),
  },
  {
    id: null,
    term: 'natural_typing',
    layer: 'key',
    // What speaks for a person is easily forged, so it is worth little.
    points: 6,
    applies: ({ key }) =>
      measured(
        'overlapping_keys',
        key && key.pairs >= keysMin && isHuman(key.hold) ? key.rollovers / key.pairs : null,
        (share) => share >= 0.03 && share <= 0.7,
      ),
  },
];

/**
 * No typed sentence varies less than by 0.15, but one key pressed again and again (Tab, an arrow) is paced like tapping. So
 * few keys have to look driven otherwise too, or as even as a timer: `delay` varies by 3 %.
 */
function paceLimit(key: Counts<'key'> | undefined): number {
  if (key === undefined) return 0;
  const driven =
    (variation(key.hold, keysMin) ?? 1) < 0.05 ||
    key.immediate > 0.5 * key.pairs ||
    (shareOf(key.hold_ms, [0, 3], keysMin) ?? 0) > 0.5;
  return driven || key.pairs >= 40 ? 0.15 : 0.03;
}

/** Held for 40 to 250 ms in the mean, and not always alike. */
function isHuman(hold: readonly number[]): boolean {
  const [n = 0, sum = 0] = hold;
  const spread = variation(hold, keysMin);
  return spread !== null && spread >= 0.1 && sum / n >= 40 && sum / n <= 250;
}

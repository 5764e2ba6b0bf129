import type { Counts } from '@botect/contracts';
import { measured, shareOf, type WindowTerm } from './window-term.ts';

/** Enough presses to speak of a habit. */
const pressesMin = 4;

/**
 * Mouse presses. Of 34,885 presses of 120 people the shortest 1 % last 12 ms; the lowest median of a session is 7 ms (taps on
 * a touch pad). Drivers press for 0–11 ms, and by default without a move in between; people make 17 moves and more a
 * click in 99 sessions of 100 (SapiMouse, Antal et al. 2021).
 */
export const pressTerms: readonly WindowTerm[] = [
  {
    id: 3011,
    term: 'short_presses',
    layer: 'press',
    points: -35,
    applies: ({ press }) =>
      measured(
        'presses_below_5_ms',
        press && shareOf(press.length_ms, [0, 1], pressesMin),
        (share) => share >= 0.6,
      ),
  },
  {
    id: 3012,
    term: 'clicks_without_approach',
    layer: 'press',
    points: -35,
    applies: ({ press, motion, touch }) =>
      measured(
        'presses_after_a_single_move',
        // A recorder that saw no moves says nothing.
        press && motion && (touch?.taps ?? 0) === 0 ? jumpsOf(press) : null,
        (share) => share >= 0.75,
      ),
  },
  {
    id: 3022,
    term: 'centred_clicks',
    layer: 'press',
    points: -25,
    applies: ({ press }) =>
      measured('presses_at_the_centre', press ? centredOf(press) : null, (share) => share >= 0.75),
  },
  {
    id: 3024,
    term: 'weightless_presses',
    layer: 'dispatch',
    points: -35,
    applies: ({ trust }) =>
      measured(
        'presses_without_pressure',
        trust && trust.mouse_presses >= 2 ? trust.weightless_presses / trust.mouse_presses : null,
        (share) => share >= 0.9,
      ),
  },
  {
    id: null,
    term: 'natural_presses',
    layer: 'press',
    points: 4,
    applies: ({ press }) =>
      measured(
        'presses_of_45_to_250_ms',
        press && shareOf(press.length_ms, [6, 11], 3),
        (share) => share >= 0.6,
      ),
  },
];

/**
 * Share of the presses after one move among those after any, provided they are half of all: clicking again in place takes
 * no move, or the slip of a pixel.
 */
function jumpsOf({ presses, moves_before }: Counts<'press'>): number | null {
  const jumps = moves_before[1] ?? 0;
  return 2 * jumps < presses ? null : shareOf(moves_before.slice(1), [0, 1], pressesMin);
}

/** Share at the exact centre, as if all presses in place had been there: who hit it once hits it again without moving. */
function centredOf({ offset, moves_before }: Counts<'press'>): number | null {
  const [exact = 0, ...others] = offset.slice(0, 4);
  return shareOf([exact - (moves_before[0] ?? 0), ...others], [0, 1], pressesMin);
}

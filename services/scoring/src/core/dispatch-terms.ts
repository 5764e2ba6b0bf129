import { measured, shareOf, type WindowTerm } from './window-term.ts';

const movesMin = 40;

/** How input reached the page: what drivers leave behind whatever path they draw. */
export const dispatchTerms: readonly WindowTerm[] = [
  {
    id: 3021,
    term: 'untrusted_input',
    layer: 'dispatch',
    points: -45,
    applies: ({ trust }) =>
      measured(
        'untrusted_events',
        trust && trust.events >= 5 ? trust.untrusted / trust.events : null,
        (share) => share >= 0.5,
      ),
  },
  {
    // A driver sends the next move when the last frame is done, so each waits a whole frame; a hand does not wait.
    id: 3020,
    term: 'lockstep_input',
    layer: 'dispatch',
    points: -12,
    applies: ({ delay }) =>
      measured(
        'moves_one_frame_late',
        delay && shareOf(delay.handler_ms, [5, 6], movesMin),
        (share) => share >= 0.6,
      ),
  },
  {
    // Whole pixels are what a mouse reports where a pixel is a pixel; computed paths and centres are fractions.
    id: 3025,
    term: 'fractional_positions',
    layer: 'dispatch',
    points: -15,
    applies: ({ trust }) =>
      measured(
        'fractional_positions',
        trust && trust.whole_moves + trust.fractional_moves >= movesMin
          ? trust.fractional_moves / (trust.whole_moves + trust.fractional_moves)
          : null,
        (share) => share >= 0.8,
      ),
  },
  {
    id: 3017,
    term: 'single_samples',
    layer: 'dispatch',
    points: -5,
    applies: ({ samples }) =>
      measured('single_samples', samples && shareOf(samples.joined, [0, 1], 60), (share) => share >= 0.98),
  },
  {
    id: null,
    term: 'joined_samples',
    layer: 'dispatch',
    points: 4,
    applies: ({ samples }) =>
      measured('joined_samples', samples && shareOf(samples.joined, [1, 5], 40), (share) => share >= 0.3),
  },
  {
    id: 3018,
    term: 'scrolling_without_device',
    layer: 'scroll',
    points: -8,
    applies: ({ scroll, wheel, key }) =>
      measured(
        'unprompted_scrolls',
        scroll && wheel && key && scroll.events >= 5 ? scroll.unprompted / scroll.events : null,
        (share) => share >= 0.8,
      ),
  },
  {
    // A notch of a real wheel is some ten scroll events where scrolling is smooth, a driver's is one.
    id: 3019,
    term: 'uniform_wheel',
    layer: 'scroll',
    points: -8,
    applies: ({ scroll, wheel }) =>
      measured(
        'scrolls_per_wheel_event',
        scroll && wheel && wheel.events >= 5 && wheel.repeats >= 0.7 * wheel.events && scroll.events > 0
          ? scroll.events / wheel.events
          : null,
        (ratio) => ratio <= 1.2,
      ),
  },
];

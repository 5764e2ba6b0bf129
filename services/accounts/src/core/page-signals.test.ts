import { expect, test } from '@jest/globals';
import { pageSignals } from './page-signals.ts';

const nothing = { sums: {}, minima: {}, maxima: {}, pointerTypes: [] };

test('a page shows each of its numbers once, means worked out', () => {
  const measures = {
    sums: { mouse_moves: 30 },
    minima: { first_input_delay_ms: 4 },
    maxima: { scroll_max_depth_pct: 80 },
    entropy: [20, 30],
    velocity: [100, 8],
    pointerTypes: ['mouse'],
  } as const;
  expect(pageSignals({ page: 'a1', measures })).toEqual({
    page: 'a1',
    measures: {
      mouse_moves: 30,
      first_input_delay_ms: 4,
      scroll_max_depth_pct: 80,
      mouse_entropy: 0.6667,
      scroll_velocity: 12.5,
    },
    pointer_types: ['mouse'],
  });
});

test('signals without a page have none, and means of nothing are left out', () => {
  const measures = { ...nothing, entropy: [0, 0], velocity: [0, 0] } as const;
  expect(pageSignals({ page: '', measures })).toEqual({ page: null, measures: {}, pointer_types: [] });
});

import type { Counts } from '@botect/contracts';
import { windowAt } from './accepted-window.fixture.ts';
import { judgeMotion } from './motion-model.ts';

type Motion = Counts<'motion'>;

const none = windowAt('lowest').motion as Motion;
/** A follower of the pointer that missed nothing, so that the model has an opinion. */
const blank: Motion = { ...none, moves: 400, speed: [0, 0, 0, 0, 100, 200, 100, 0, 0, 0, 0, 0] };

/** Counts by which motion is worth nearly as many points as wanted, from whoever knows the weights; no page makes them. */
export function forgedMotion(wanted: number): Motion {
  const distance = (motion: Motion) => Math.abs((judgeMotion(motion)?.points ?? 0) - wanted);
  let best = blank;
  for (let round = 0; round < 2; round += 1) {
    for (const [field, value] of Object.entries(blank)) {
      if (typeof value === 'number' || field === 'rhythm' || field === 'power_law') continue;
      const tries = shapes(value.length).map((bins) => ({ ...best, [field]: bins }));
      for (const one of tries) if (distance(one) < distance(best)) best = one;
    }
  }
  return best;
}

/** Heaps of 400 around each bin, narrow and wide. */
function shapes(length: number): number[][] {
  const bins = Array.from({ length }, (_, bin) => bin);
  return [0.5, 1.5, 4].flatMap((width) =>
    bins.map((centre) => {
      const heap = bins.map((bin) => Math.exp(-(((bin - centre) / width) ** 2)));
      const whole = heap.reduce((sum, one) => sum + one, 0);
      return heap.map((one) => Math.round((400 * one) / whole));
    }),
  );
}

import { chance, normal, pick, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

const detail = 64;

/** A walk of normal steps tied down at both ends (a Brownian bridge), smoothed by a window that is moved over it twice. */
function bridge(random: () => number, window: number): Float64Array {
  const walk = new Float64Array(detail + 1);
  for (let i = 1; i <= detail; i++) walk[i] = (walk[i - 1] ?? 0) + normal(random) / Math.sqrt(detail);
  const end = walk[detail] ?? 0;
  const tied = walk.map((value, i) => value - (end * i) / detail);
  return smoothed(smoothed(tied, window), window);
}

function smoothed(values: Float64Array, window: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  const means = new Float64Array(values.length);
  for (let i = 0; i <= detail; i++) {
    // Narrower towards the ends, so that they stay where they are.
    const reach = Math.min(window, i, detail - i);
    means[i] = ((sums[i + reach + 1] ?? 0) - (sums[i - reach] ?? 0)) / (2 * reach + 1);
  }
  return means;
}

/** After OxyMouse's Gaussian mode: smoothed normal noise, laid along the way, with a tween. */
export const noiseSmoothed = pathFamily('noise-smoothed', 'noise', (random) => {
  const [pace, size, window] = [
    drawPace(random),
    uniform(random, 0.05, 0.5),
    Math.floor(uniform(random, 2, 12)),
  ];
  const easing = chance(random, 0.4) ? linear : pick(random, easings);
  return (leg) => {
    const [across, ahead] = [bridge(leg.random, window), bridge(leg.random, window)];
    const reach = size * distance(leg.from, leg.to);
    const at = (noise: Float64Array, place: number) => {
      const i = Math.min(detail - 1, Math.floor(place));
      const [a, b] = [noise[i] ?? 0, noise[i + 1] ?? 0];
      return a + (b - a) * (place - i);
    };
    return sampled(leg, pace(leg), (share) => {
      const place = detail * Math.max(0, Math.min(1, easing(share)));
      return besides(leg, easing(share) + 0.5 * size * at(ahead, place), reach * at(across, place));
    });
  };
});

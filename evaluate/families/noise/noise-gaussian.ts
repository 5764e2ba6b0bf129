import { chance, normal, pick, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** A line whose every point is pushed on its own. */
export const noiseGaussian = pathFamily('noise-gaussian', 'noise', (random) => {
  const [pace, noise] = [drawPace(random), uniform(random, 0.3, 8)];
  const easing = chance(random, 0.4) ? linear : pick(random, easings);
  return (leg) =>
    sampled(leg, pace(leg), (share) => {
      const { x, y } = besides(leg, easing(share), 0);
      const push = share < 1 ? noise : 0;
      return { x: x + push * normal(leg.random), y: y + push * normal(leg.random) };
    });
});

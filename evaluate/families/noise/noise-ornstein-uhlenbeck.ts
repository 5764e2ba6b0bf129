import { chance, normal, pick, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** A line with Ornstein-Uhlenbeck noise: it strays, and is pulled back. */
export const noiseOrnsteinUhlenbeck = pathFamily('noise-ornstein-uhlenbeck', 'noise', (random) => {
  const [pace, pull, noise] = [drawPace(random), uniform(random, 0.02, 0.4), uniform(random, 0.5, 5)];
  const easing = chance(random, 0.4) ? linear : pick(random, easings);
  return (leg) => {
    let [dx, dy] = [0, 0];
    return sampled(leg, pace(leg), (share) => {
      dx += -pull * dx + noise * normal(leg.random);
      dy += -pull * dy + noise * normal(leg.random);
      const { x, y } = besides(leg, easing(share), 0);
      const fades = Math.min(1, 5 * (1 - share));
      return { x: x + dx * fades, y: y + dy * fades };
    });
  };
});

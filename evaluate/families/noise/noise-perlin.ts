import { chance, pick, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';
import { gradientNoise } from './gradient-noise.ts';

/** A line with Perlin's noise beside it. */
export const noisePerlin = pathFamily('noise-perlin', 'noise', (random) => {
  const [pace, size, waves] = [drawPace(random), uniform(random, 4, 80), uniform(random, 1, 8)];
  const easing = chance(random, 0.4) ? linear : pick(random, easings);
  return (leg) => {
    const [across, ahead] = [gradientNoise(leg.random), gradientNoise(leg.random)];
    return sampled(leg, pace(leg), (share) => {
      const fades = Math.min(1, 6 * share, 6 * (1 - share));
      const at = besides(leg, easing(share), size * fades * across(share * waves));
      return { x: at.x + size * 0.3 * fades * ahead(share * waves), y: at.y };
    });
  };
});

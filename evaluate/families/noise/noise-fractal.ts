import { chance, pick, uniform, whole } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';
import { fractalNoise } from './gradient-noise.ts';

/** A line with noise at all scales, as large as the way is long. */
export const noiseFractal = pathFamily('noise-fractal', 'noise', (random) => {
  const [pace, size, octaves] = [drawPace(random), uniform(random, 0.03, 0.3), whole(random, 2, 6)];
  const [roughness, waves] = [uniform(random, 0.35, 0.7), uniform(random, 1, 5)];
  const easing = chance(random, 0.4) ? linear : pick(random, easings);
  return (leg) => {
    const reach = size * distance(leg.from, leg.to);
    const across = fractalNoise(leg.random, octaves, roughness);
    const ahead = fractalNoise(leg.random, octaves, roughness);
    return sampled(leg, pace(leg), (share) => {
      const fades = Math.min(1, 4 * (1 - share));
      const along = easing(share) + size * fades * ahead(share * waves);
      return besides(leg, along, reach * fades * across(share * waves));
    });
  };
});

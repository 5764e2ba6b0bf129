import { pick, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** To the target in waves. */
export const sinusoidal = pathFamily('sinusoidal', 'wander', (random) => {
  const [pace, height, waves] = [drawPace(random), uniform(random, 3, 60), uniform(random, 0.5, 6)];
  const easing = pick(random, [linear, linear, ...easings]);
  return (leg) => {
    const phase = uniform(leg.random, 0, 2 * Math.PI);
    const wave = (share: number) => Math.sin(2 * Math.PI * waves * share + phase) - Math.sin(phase);
    return sampled(leg, pace(leg), (share) => besides(leg, easing(share), height * wave(share)));
  };
});

import { chance, normal, uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { chase } from './chase.ts';

/** A spring with a damper pulls the pointer to the target: critically damped, or swinging a little; with or without noise. */
export const springChase = pathFamily('spring-chase', 'control', (random) => {
  const [pull, damping] = [uniform(random, 6, 25), chance(random, 0.5) ? 1 : uniform(random, 0.5, 1.3)];
  const noise = chance(random, 0.5) ? uniform(random, 20, 600) : 0;
  return (leg) =>
    chase(leg, (chaser, seconds) => {
      const push = noise * Math.sqrt(seconds);
      chaser.vx += seconds * (pull * pull * (leg.to.x - chaser.x) - 2 * damping * pull * chaser.vx);
      chaser.vy += seconds * (pull * pull * (leg.to.y - chaser.y) - 2 * damping * pull * chaser.vy);
      chaser.vx += push * normal(leg.random);
      chaser.vy += push * normal(leg.random);
    });
});

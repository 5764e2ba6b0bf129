import { chance, logUniform, normal, uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { sampled } from '../motion.ts';

/** Steps at random: each in any direction, or turning a little from the last. */
export const randomWalk = pathFamily('random-walk', 'wander', (random) => {
  const [step, durationMs] = [logUniform(random, 1, 40), uniform(random, 300, 4_000)];
  const turn = chance(random, 0.5) ? Math.PI : uniform(random, 0.1, 1);
  const spread = chance(random, 0.3) ? 0 : uniform(random, 0.1, 1);
  return (leg) => {
    let { x, y } = leg.from;
    let angle = Math.atan2(leg.to.y - y, leg.to.x - x);
    return sampled(leg, durationMs, () => {
      angle += turn * normal(leg.random);
      const length = step * Math.exp(spread * normal(leg.random));
      x += length * Math.cos(angle);
      y += length * Math.sin(angle);
      return { x, y };
    });
  };
});

import { chance, pick, sign, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';
import { onQuadratic } from './curve.ts';

/** One control point beside the line. */
export const bezierQuadratic = pathFamily('bezier-quadratic', 'bezier', (random) => {
  const [pace, bend] = [drawPace(random), uniform(random, 0.05, 0.6)];
  const easing = chance(random, 0.5) ? linear : pick(random, easings);
  return (leg) => {
    const aside = bend * distance(leg.from, leg.to) * leg.random() * sign(leg.random);
    const at = onQuadratic(leg.from, besides(leg, uniform(leg.random, 0.2, 0.8), aside), leg.to);
    return sampled(leg, pace(leg), (share) => at(easing(share)));
  };
});

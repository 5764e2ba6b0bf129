import { chance, pick, sign, uniform } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';
import { onCubic } from './curve.ts';

/** Two control points, on the same side or on both. */
export const bezierCubic = pathFamily('bezier-cubic', 'bezier', (random) => {
  const [pace, bend] = [drawPace(random), uniform(random, 0.05, 0.5)];
  const easing = chance(random, 0.5) ? linear : pick(random, easings);
  const crosses = chance(random, 0.3);
  return (leg) => {
    const side = sign(leg.random) * bend * distance(leg.from, leg.to);
    const first = besides(leg, uniform(leg.random, 0.1, 0.45), side * leg.random());
    const second = besides(leg, uniform(leg.random, 0.55, 0.9), side * leg.random() * (crosses ? -1 : 1));
    const at = onCubic(leg.from, [first, second], leg.to);
    return sampled(leg, pace(leg), (share) => at(easing(share)));
  };
});

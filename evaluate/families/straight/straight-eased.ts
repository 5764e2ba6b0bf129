import { pick } from '../../random/distributions.ts';
import { easings } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** A straight line with a tween. */
export const straightEased = pathFamily('straight-eased', 'straight', (random) => {
  const [pace, easing] = [drawPace(random), pick(random, easings)];
  return (leg) => sampled(leg, pace(leg), (share) => besides(leg, easing(share), 0));
});

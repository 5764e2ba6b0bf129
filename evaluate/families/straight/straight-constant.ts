import { pathFamily } from '../family.ts';
import { besides, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** A straight line at constant speed. */
export const straightConstant = pathFamily('straight-constant', 'straight', (random) => {
  const pace = drawPace(random);
  return (leg) => sampled(leg, pace(leg), (share) => besides(leg, share, 0));
});

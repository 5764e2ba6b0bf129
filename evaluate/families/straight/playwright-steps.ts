import { chance, whole } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';

/** `mouse.move(x, y, { steps })`: as many steps whatever the distance, or one for so many pixels. */
export const playwrightSteps = pathFamily('playwright-steps', 'straight', (random) => {
  const [steps, pixels] = [whole(random, 2, 60), whole(random, 3, 40)];
  const isFixed = chance(random, 0.7);
  return (leg) => {
    const count = isFixed ? steps : Math.ceil(distance(leg.from, leg.to) / pixels);
    return sampled(leg, count * leg.intervalMs, (share) => besides(leg, share, 0));
  };
});

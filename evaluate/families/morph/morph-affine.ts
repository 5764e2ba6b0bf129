import { chance, uniform, whole } from '../../random/distributions.ts';
import { borrowingFamily } from '../family.ts';
import { distance } from '../motion.ts';
import { fitted, similarStroke, strokesOf } from './strokes.ts';

/** A person's movement, turned and stretched onto the targets; longer ones may take longer. */
export const morphAffine = borrowingFamily('morph-affine', 'morph', (random, human) => {
  const strokes = strokesOf(human);
  const [tries, mirrors, power] = [whole(random, 1, 8), chance(random, 0.5), uniform(random, 0, 0.6)];
  return (leg) => {
    const stroke = similarStroke(leg, strokes, tries);
    if (!stroke) return [{ ...leg.to, t: leg.intervalMs }];
    const slower = (distance(leg.from, leg.to) / stroke.length) ** power;
    const points = fitted(leg, stroke, mirrors && chance(leg.random, 0.5));
    return points.map(({ x, y, t }) => ({ x, y, t: t * slower }));
  };
});

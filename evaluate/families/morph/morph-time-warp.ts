import { chance, normal, uniform, whole } from '../../random/distributions.ts';
import { borrowingFamily } from '../family.ts';
import { sampled } from '../motion.ts';
import { along, fitted, similarStroke, strokesOf } from './strokes.ts';

/** A person's movement on the targets, its time bent, sampled anew, with a little noise. */
export const morphTimeWarp = borrowingFamily('morph-time-warp', 'morph', (random, human) => {
  const strokes = strokesOf(human);
  const [tries, bend, slower] = [whole(random, 1, 8), uniform(random, 0.05, 0.4), uniform(random, 0.7, 1.5)];
  const noise = chance(random, 0.5) ? uniform(random, 0.1, 1) : 0;
  return (leg) => {
    const stroke = similarStroke(leg, strokes, tries);
    if (!stroke) return [{ ...leg.to, t: leg.intervalMs }];
    const points = [{ ...leg.from, t: 0 }, ...fitted(leg, stroke, chance(leg.random, 0.5))];
    const at = along(points);
    const lastsMs = points.at(-1)?.t ?? 0;
    const [amount, halves] = [uniform(leg.random, -bend, bend), whole(leg.random, 1, 3)];
    return sampled(leg, lastsMs * slower, (share) => {
      const bent = share + (amount * Math.sin(Math.PI * halves * share)) / (Math.PI * halves);
      const { x, y } = at(bent * lastsMs);
      return { x: x + noise * normal(leg.random), y: y + noise * normal(leg.random) };
    });
  };
});

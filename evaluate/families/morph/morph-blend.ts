import { chance, uniform, whole } from '../../random/distributions.ts';
import { borrowingFamily } from '../family.ts';
import { sampled } from '../motion.ts';
import { gradientNoise } from '../noise/gradient-noise.ts';
import { along, fitted, similarStroke, strokesOf } from './strokes.ts';

/** Two movements of a person on the same targets, mixed, with a smooth push of some pixels: none of them is a copy. */
export const morphBlend = borrowingFamily('morph-blend', 'morph', (random, human) => {
  const strokes = strokesOf(human);
  const [tries, push, waves] = [whole(random, 2, 10), uniform(random, 0, 20), uniform(random, 1, 4)];
  return (leg) => {
    const [first, second] = [similarStroke(leg, strokes, tries), similarStroke(leg, strokes, tries)];
    if (!first || !second) return [{ ...leg.to, t: leg.intervalMs }];
    const [a, b] = [first, second].map((stroke) => [
      { ...leg.from, t: 0 },
      ...fitted(leg, stroke, chance(leg.random, 0.3)),
    ]);
    if (!a || !b) return [];
    const [onA, onB] = [along(a), along(b)];
    const [aMs, bMs] = [a.at(-1)?.t ?? 0, b.at(-1)?.t ?? 0];
    const [mix, pushX, pushY] = [
      uniform(leg.random, 0.2, 0.8),
      gradientNoise(leg.random),
      gradientNoise(leg.random),
    ];
    return sampled(leg, mix * aMs + (1 - mix) * bMs, (share) => {
      const [p, q] = [onA(share * aMs), onB(share * bMs)];
      const fades = Math.min(1, 5 * (1 - share));
      return {
        x: mix * p.x + (1 - mix) * q.x + push * fades * pushX(share * waves),
        y: mix * p.y + (1 - mix) * q.y + push * fades * pushY(share * waves),
      };
    });
  };
});

import { chance, normal, pick, uniform, whole } from '../../random/distributions.ts';
import { easeOutQuad, easings } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { type Leg, type Point, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';
import { onCurve } from './curve.ts';

/** Anywhere in the rectangle of start and end, widened by so many pixels. */
function knots({ from, to, random }: Leg, count: number, boundary: number): Point[] {
  return Array.from({ length: count }, () => ({
    x: uniform(random, Math.min(from.x, to.x) - boundary, Math.max(from.x, to.x) + boundary),
    y: uniform(random, Math.min(from.y, to.y) - boundary, Math.max(from.y, to.y) + boundary),
  }));
}

/**
 * After pyclick and HumanCursor: a Bezier curve through the air over some knots in the rectangle of start and end, some of its
 * points pushed by a normal number of pixels, then tweened by picking points.
 */
export const bezierDistorted = pathFamily('bezier-distorted', 'bezier', (random) => {
  const [pace, count, boundary] = [drawPace(random), whole(random, 1, 4), uniform(random, 10, 100)];
  const [mean, spread, frequency] = [
    uniform(random, 0, 1),
    uniform(random, 0.5, 1.5),
    uniform(random, 0.2, 0.7),
  ];
  const easing = chance(random, 0.5) ? easeOutQuad : pick(random, easings);
  const detail = whole(random, 50, 120);
  return (leg) => {
    const curve = onCurve([leg.from, ...knots(leg, count, boundary), leg.to]);
    const points = Array.from({ length: detail }, (_, i) => {
      const { x, y } = curve(i / (detail - 1));
      const isPushed = i > 0 && i < detail - 1 && chance(leg.random, frequency);
      return { x, y: isPushed ? y + mean + spread * normal(leg.random) : y };
    });
    const at = (u: number) => points[Math.round(Math.min(1, Math.max(0, u)) * (detail - 1))] ?? leg.to;
    return sampled(leg, pace(leg), (share) => at(easing(share)));
  };
});

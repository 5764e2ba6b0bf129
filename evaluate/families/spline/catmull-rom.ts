import { chance, normal, pick, uniform, whole } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, type Leg, type Point, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

function waypoints(leg: Leg, count: number, stray: number): Point[] {
  const reach = stray * distance(leg.from, leg.to);
  const between = Array.from({ length: count }, (_, i) =>
    besides(leg, (i + 1 + uniform(leg.random, -0.3, 0.3)) / (count + 1), reach * normal(leg.random)),
  );
  // The ends count twice: a Catmull-Rom spline needs a point before the first and one after the last.
  return [leg.from, leg.from, ...between, leg.to, leg.to];
}

function onSpline(points: readonly Point[], share: number): Point {
  const place = Math.min(0.999_999, Math.max(0, share)) * (points.length - 3);
  const i = Math.floor(place);
  const u = place - i;
  const [a, b, c, d] = [points[i], points[i + 1], points[i + 2], points[i + 3]];
  if (!a || !b || !c || !d) throw new Error(`no piece ${i} in a spline of ${points.length} points`);
  const blend = (axis: 'x' | 'y') => {
    const [p, q, r, t] = [a[axis], b[axis], c[axis], d[axis]];
    return q + (u * (r - p + u * (2 * p - 5 * q + 4 * r - t + u * (3 * (q - r) + t - p)))) / 2;
  };
  return { x: blend('x'), y: blend('y') };
}

/** A smooth curve through points strewn along the way. */
export const catmullRom = pathFamily('catmull-rom', 'spline', (random) => {
  const [pace, count, stray] = [drawPace(random), whole(random, 1, 6), uniform(random, 0.01, 0.15)];
  const easing = chance(random, 0.5) ? linear : pick(random, easings);
  return (leg) => {
    const points = waypoints(leg, count, stray);
    return sampled(leg, pace(leg), (share) => onSpline(points, easing(share)));
  };
});

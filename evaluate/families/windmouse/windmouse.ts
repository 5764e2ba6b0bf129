import { chance, uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { distance, type Leg, type TimedPoint } from '../motion.ts';

const stepsMax = 500;

interface Forces {
  readonly gravity: number;
  readonly wind: number;
  /** Longest step, in pixels. */
  readonly fastest: number;
  /** Where the wind dies down and steps shorten, in pixels from the target. */
  readonly near: number;
}

/** WindMouse (Benjamin J. Land, 2005): pulled by the target, pushed by a wind that changes. */
export const windmouse = pathFamily('windmouse', 'windmouse', (random) => {
  const isStock = chance(random, 0.4);
  const drawn = (stock: number, from: number, to: number) => (isStock ? stock : uniform(random, from, to));
  const forces: Forces = {
    gravity: drawn(9, 3, 15),
    wind: drawn(3, 1, 8),
    fastest: drawn(15, 8, 60),
    near: drawn(12, 6, 60),
  };
  return (leg) => blown(leg, forces);
});

function blown(
  { from, to, intervalMs, random }: Leg,
  { gravity, wind, fastest, near }: Forces,
): TimedPoint[] {
  const points: TimedPoint[] = [];
  let [x, y, vx, vy, wx, wy] = [from.x, from.y, 0, 0, 0, 0];
  let longest = fastest;
  for (let step = 1; step < stepsMax; step++) {
    const left = distance({ x, y }, to);
    if (left < 1) break;
    const force = Math.min(wind, left);
    const isFar = left >= near;
    wx = wx / Math.sqrt(3) + (isFar ? ((2 * random() - 1) * force) / Math.sqrt(5) : 0);
    wy = wy / Math.sqrt(3) + (isFar ? ((2 * random() - 1) * force) / Math.sqrt(5) : 0);
    if (!isFar) longest = longest < 3 ? 3 + 3 * random() : longest / Math.sqrt(5);
    vx += wx + (gravity * (to.x - x)) / left;
    vy += wy + (gravity * (to.y - y)) / left;
    const speed = Math.hypot(vx, vy);
    if (speed > longest) {
      const clipped = longest / 2 + (random() * longest) / 2;
      vx = (vx / speed) * clipped;
      vy = (vy / speed) * clipped;
    }
    x += vx;
    y += vy;
    points.push({ x, y, t: step * intervalMs });
  }
  points.push({ ...to, t: (points.length + 1) * intervalMs });
  return points;
}

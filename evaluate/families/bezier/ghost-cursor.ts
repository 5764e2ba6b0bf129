import { path } from 'ghost-cursor';
import { chance, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { pathFamily } from '../family.ts';
import { distance, type Leg, type Point, type TimedPoint } from '../motion.ts';

/** The package draws from `Math.random` and reads no other source; nothing else runs until `work` is done. */
function drawingFrom<T>(random: Random, work: () => T): T {
  const unseeded = Math.random;
  Math.random = random;
  try {
    return work();
  } finally {
    Math.random = unseeded;
  }
}

interface Step extends Point {
  readonly timestamp?: number;
}

/** The package overshoots what is farther than 500 pixels by up to 120, and comes back with a spread of 10. */
const [far, radius, spreadBack] = [500, 120, 10];
/** Slower ones ask for hundreds of points a movement. */
const slowest = 8;

function legs(leg: Leg): [from: Point, to: Point, spread?: number][] {
  if (distance(leg.from, leg.to) < far) return [[leg.from, leg.to]];
  const [angle, reach] = [uniform(leg.random, 0, 2 * Math.PI), radius * Math.sqrt(leg.random())];
  const past = { x: leg.to.x + reach * Math.cos(angle), y: leg.to.y + reach * Math.sin(angle) };
  return [
    [leg.from, past],
    [past, leg.to, spreadBack],
  ];
}

/** ghost-cursor's own `path()`, a point each interval or at its own timestamps. */
export const ghostCursor = pathFamily('ghost-cursor', 'bezier', (random) => {
  const useTimestamps = chance(random, 0.4);
  const moveSpeed = chance(random, 0.5) ? { moveSpeed: uniform(random, slowest, 60) } : {};
  const width = whole(random, 20, 200);
  return (leg) => {
    const points: TimedPoint[] = [];
    let beganAt = 0;
    for (const [from, to, spreadOverride] of legs(leg)) {
      const options = {
        useTimestamps,
        ...moveSpeed,
        ...(spreadOverride !== undefined && { spreadOverride }),
      };
      const box = { ...to, width, height: width };
      const steps: readonly Step[] = drawingFrom(leg.random, () => path(from, box, options));
      const first = steps[0]?.timestamp ?? 0;
      for (const [i, { x, y, timestamp }] of steps.entries()) {
        points.push({
          x,
          y,
          t: beganAt + (timestamp === undefined ? i * leg.intervalMs : timestamp - first),
        });
      }
      beganAt = (points.at(-1)?.t ?? 0) + leg.intervalMs;
    }
    return points;
  };
});

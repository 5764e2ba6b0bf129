import { chance, normal, uniform, whole } from '../../random/distributions.ts';
import { minimumJerk } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { distance, type Leg, type Point, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** One of several minimum-jerk movements that add up; in shares of the whole time. */
interface Submovement {
  readonly beginsAt: number;
  readonly lasts: number;
  readonly by: Point;
}

interface Corrections {
  readonly most: number;
  /** How far the first movement misses, as a share of the distance. */
  readonly miss: number;
  /** Whether a correction begins before the movement it corrects has ended. */
  readonly overlaps: boolean;
}

/** A movement that misses, then corrections, each smaller; the last one arrives. */
function plan({ from, to, random }: Leg, { most, miss, overlaps }: Corrections): Submovement[] {
  const count = whole(random, 0, most) + 1;
  const movements: Submovement[] = [];
  let at = from;
  let beginsAt = 0;
  for (let i = 0; i < count; i++) {
    const isLast = i === count - 1;
    const error = isLast ? 0 : miss * distance(at, to);
    const aim = { x: to.x + error * normal(random), y: to.y + error * normal(random) };
    const lasts = isLast ? 1 - beginsAt : (1 - beginsAt) * uniform(random, 0.5, 0.75);
    movements.push({ beginsAt, lasts, by: { x: aim.x - at.x, y: aim.y - at.y } });
    beginsAt += lasts * (overlaps ? uniform(random, 0.6, 1) : 1);
    at = aim;
  }
  return movements;
}

/** Minimum-jerk submovements: overshoot or undershoot, then one to four corrections, with or without noise. */
export const submovements = pathFamily('minimum-jerk-submovements', 'minimum-jerk', (random) => {
  const pace = drawPace(random);
  const corrections = {
    most: whole(random, 1, 4),
    miss: uniform(random, 0.03, 0.2),
    overlaps: chance(random, 0.6),
  };
  const noise = chance(random, 0.5) ? uniform(random, 0.1, 1) : 0;
  return (leg) => {
    const movements = plan(leg, corrections);
    return sampled(leg, pace(leg), (share) => {
      let { x, y } = leg.from;
      for (const { beginsAt, lasts, by } of movements) {
        const done = minimumJerk(Math.min(1, Math.max(0, (share - beginsAt) / lasts)));
        x += by.x * done;
        y += by.y * done;
      }
      return noise === 0
        ? { x, y }
        : { x: x + noise * normal(leg.random), y: y + noise * normal(leg.random) };
    });
  };
});

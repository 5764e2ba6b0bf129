import { chance, normal, uniform } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { pathFamily } from '../family.ts';
import { distance, type Leg, type TimedPoint } from '../motion.ts';

const [stepsMax, slowest] = [300, 0.02];

/** Speed in pixels a millisecond. */
interface Style {
  /** Mean and spread of the logarithm of the speed, and how much of it is kept from step to step of a frame. */
  readonly mean: number;
  readonly spread: number;
  readonly memory: number;
  /** How much the direction strays a step, and how strongly it is turned back to the target. */
  readonly stray: number;
  readonly pull: number;
}

function drawStyle(random: Random): Style {
  return {
    mean: Math.log(uniform(random, 0.3, 1.2)),
    spread: uniform(random, 0.5, 1.1),
    memory: uniform(random, 0.7, 0.95),
    stray: uniform(random, 0.05, 0.5),
    pull: uniform(random, 0.1, 0.6),
  };
}

function walked({ from, to, size, intervalMs, random }: Leg, style: Style): TimedPoint[] {
  const points: TimedPoint[] = [];
  const kept = style.memory ** (intervalMs / 16.7);
  const fresh = style.spread * Math.sqrt(1 - kept * kept);
  let { x, y } = from;
  let heading = Math.atan2(to.y - y, to.x - x) + style.stray * normal(random);
  let speed = style.mean - style.spread;
  for (let step = 1; step <= stepsMax; step++) {
    const left = distance({ x, y }, to);
    if (left < size / 2) break;
    const wanted = Math.atan2(to.y - y, to.x - x) - heading;
    heading += style.pull * Math.atan2(Math.sin(wanted), Math.cos(wanted)) + style.stray * normal(random);
    speed = style.mean + kept * (speed - style.mean) + fresh * normal(random);
    // Slower close to the target, as people are.
    const length = Math.max(slowest, Math.exp(speed)) * intervalMs * Math.min(1, 0.15 + left / 200);
    x += length * Math.cos(heading);
    y += length * Math.sin(heading);
    points.push({ x, y, t: step * intervalMs });
  }
  return points.length > 0 ? points : [{ ...to, t: intervalMs }];
}

/** Made to have people's statistics: log-speed and direction are processes that remember, around people's means. */
export const autoregressive = pathFamily('autoregressive', 'optimised', (random) => {
  const style = drawStyle(random);
  const dwells = chance(random, 0.5);
  return (leg) => {
    const points = walked(leg, style);
    const last = points.at(-1);
    // Half of them end with a small step onto the very point that was wanted.
    return dwells && last ? [...points, { ...leg.to, t: last.t + leg.intervalMs }] : points;
  };
});

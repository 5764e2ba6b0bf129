import { distance, type Leg, type TimedPoint } from '../motion.ts';

/** Velocities and positions of what is chasing, in pixels and seconds. */
export interface Chaser {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

const [longestMs, arrived] = [1_800, 0.7];

/** Integrates a controller step by step until it has arrived or time is up. */
export function chase(leg: Leg, control: (chaser: Chaser, seconds: number) => void): TimedPoint[] {
  const points: TimedPoint[] = [];
  const chaser = { x: leg.from.x, y: leg.from.y, vx: 0, vy: 0 };
  const substeps = Math.max(1, Math.ceil(leg.intervalMs / 4));
  for (let t = leg.intervalMs; t <= longestMs; t += leg.intervalMs) {
    for (let i = 0; i < substeps; i++) {
      control(chaser, leg.intervalMs / substeps / 1_000);
      chaser.x += (chaser.vx * leg.intervalMs) / substeps / 1_000;
      chaser.y += (chaser.vy * leg.intervalMs) / substeps / 1_000;
    }
    points.push({ x: chaser.x, y: chaser.y, t });
    if (distance(chaser, leg.to) < arrived && Math.hypot(chaser.vx, chaser.vy) < 40) break;
  }
  return points;
}

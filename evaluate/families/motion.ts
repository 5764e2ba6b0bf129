import type { Random } from '../random/seeded.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point of a motion; `t` is in milliseconds since the motion began. */
export interface TimedPoint extends Point {
  readonly t: number;
}

/** One motion that is asked of a generator. */
export interface Leg {
  readonly from: Point;
  readonly to: Point;
  /** Width of the target, in pixels: what Fitts' law wants. */
  readonly size: number;
  /** How far apart in time the generator shall put its points. */
  readonly intervalMs: number;
  readonly random: Random;
}

/** Moves the pointer once: points in the order of time, at least one, the start left out. */
export type Pathfinder = (leg: Leg) => readonly TimedPoint[];

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The point that lies `along` of the way from `a` to `b` and `aside` pixels to the right of it. */
export function besides(leg: Pick<Leg, 'from' | 'to'>, along: number, aside: number): Point {
  const dx = leg.to.x - leg.from.x;
  const dy = leg.to.y - leg.from.y;
  const length = Math.hypot(dx, dy) || 1;
  return {
    x: leg.from.x + dx * along - (dy / length) * aside,
    y: leg.from.y + dy * along + (dx / length) * aside,
  };
}

/** Longest motion, in points: whatever is drawn, a path ends. */
const pointsMax = 600;

/** The motion sampled at the leg's interval; `at` is given the share of the time that has passed, from above 0 to 1. */
export function sampled(leg: Leg, durationMs: number, at: (share: number) => Point): TimedPoint[] {
  const count = Math.min(pointsMax, Math.max(1, Math.round(durationMs / leg.intervalMs)));
  const points: TimedPoint[] = new Array(count);
  for (let i = 0; i < count; i++) {
    const { x, y } = at((i + 1) / count);
    points[i] = { x, y, t: (i + 1) * leg.intervalMs };
  }
  return points;
}

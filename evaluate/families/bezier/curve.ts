import type { Point } from '../motion.ts';

/** A Bezier curve with any number of control points (de Casteljau). */
export function onCurve(controls: readonly Point[]): (u: number) => Point {
  const xs = new Float64Array(controls.length);
  const ys = new Float64Array(controls.length);
  return (u) => {
    for (const [i, { x, y }] of controls.entries()) {
      xs[i] = x;
      ys[i] = y;
    }
    for (let left = controls.length - 1; left > 0; left--) {
      for (let i = 0; i < left; i++) {
        xs[i] = at(xs, i) + (at(xs, i + 1) - at(xs, i)) * u;
        ys[i] = at(ys, i) + (at(ys, i + 1) - at(ys, i)) * u;
      }
    }
    return { x: at(xs, 0), y: at(ys, 0) };
  };
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0;
}

/** Quadratic and cubic ones, which most programs draw, without the arrays. */
export function onQuadratic(a: Point, b: Point, c: Point) {
  return (u: number): Point => {
    const [p, q, r] = [(1 - u) ** 2, 2 * u * (1 - u), u * u];
    return { x: p * a.x + q * b.x + r * c.x, y: p * a.y + q * b.y + r * c.y };
  };
}

export function onCubic(start: Point, controls: readonly [Point, Point], end: Point) {
  const [b, c] = controls;
  return (u: number): Point => {
    const v = 1 - u;
    const [p, q, r, s] = [v * v * v, 3 * u * v * v, 3 * u * u * v, u * u * u];
    return { x: p * start.x + q * b.x + r * c.x + s * end.x, y: p * start.y + q * b.y + r * c.y + s * end.y };
  };
}

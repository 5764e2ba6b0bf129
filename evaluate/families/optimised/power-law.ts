import { chance, logUniform, normal, uniform, whole } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, type Leg, type Point, type TimedPoint } from '../motion.ts';
import { gradientNoise } from '../noise/gradient-noise.ts';
import { fitts } from '../pace.ts';

const [detail, pointsMax] = [240, 600];

/** A curve with bends of several sizes, as many points as are needed to tell how sharp each is. */
function curve(leg: Leg, waves: number, size: number): Point[] {
  const noise = gradientNoise(leg.random);
  const reach = size * distance(leg.from, leg.to);
  return Array.from({ length: detail + 1 }, (_, i) => {
    const u = i / detail;
    return besides(leg, u, reach * Math.min(1, 4 * u, 4 * (1 - u)) * noise(0.1 + u * waves));
  });
}

/** How long each piece takes: longer where the curve is sharper, by the power, and at both ends. */
function pieceTimes(points: readonly Point[], power: number): number[] {
  return points.slice(1).map((b, i) => {
    const [a, c] = [points[i] ?? b, points[i + 2] ?? b];
    const [inX, inY, outX, outY] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y];
    const length = Math.hypot(inX, inY) || 1e-6;
    const turned = Math.abs(Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY));
    const u = (i + 1) / points.length;
    return (length * (turned / length + 0.002) ** power) / (0.04 + 4 * u * (1 - u)) ** 0.75;
  });
}

interface Walk {
  readonly durationMs: number;
  readonly noise: number;
}

function walked(
  leg: Leg,
  points: readonly Point[],
  { times, durationMs, noise }: Walk & { times: number[] },
) {
  const scale = durationMs / times.reduce((sum, time) => sum + time, 0);
  const steps: TimedPoint[] = [];
  let [at, passedMs] = [0, 0];
  for (let t = leg.intervalMs; t <= durationMs && steps.length < pointsMax; t += leg.intervalMs) {
    while (at < times.length - 1 && passedMs + (times[at] ?? 0) * scale < t)
      passedMs += (times[at++] ?? 0) * scale;
    const within = Math.min(1, (t - passedMs) / ((times[at] ?? 1) * scale));
    const [a, b] = [points[at] ?? leg.to, points[at + 1] ?? leg.to];
    const [x, y] = [a.x + (b.x - a.x) * within, a.y + (b.y - a.y) * within];
    steps.push({ x: x + noise * normal(leg.random), y: y + noise * normal(leg.random), t });
  }
  steps.push({ ...leg.to, t: (steps.at(-1)?.t ?? 0) + leg.intervalMs });
  return steps;
}

/** Made to satisfy a detector: speed follows curvature by the two-thirds power law, with a bell of speed and Fitts' times. */
export const powerLaw = pathFamily('power-law', 'optimised', (random) => {
  const [pace, power] = [fitts(random), uniform(random, 0.2, 0.45)];
  const [waves, size] = [whole(random, 1, 5), logUniform(random, 0.05, 0.5)];
  const noise = chance(random, 0.5) ? uniform(random, 0.1, 0.8) : 0;
  return (leg) => {
    const points = curve(leg, waves, size);
    return walked(leg, points, { times: pieceTimes(points, power), durationMs: pace(leg), noise });
  };
});

import { chance, logNormal, normal, uniform, whole } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { type Leg, type Point, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** One stroke: its speed over time is a lognormal, its direction turns from one angle to another. */
interface Stroke {
  readonly beginsMs: number;
  /** Median and spread of the time since it began. */
  readonly medianMs: number;
  readonly spread: number;
  readonly length: number;
  readonly angle: number;
  readonly turn: number;
}

/** The normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normalShare(z: number): number {
  const k = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  const above = (tail * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z > 0 ? 1 - above : above;
}

/** Where a stroke has brought the pointer by this share of it, from its own start. */
function travelled({ length, angle, turn }: Stroke, share: number): Point {
  if (Math.abs(turn) < 1e-3)
    return { x: length * share * Math.cos(angle), y: length * share * Math.sin(angle) };
  const [first, now] = [angle - turn / 2, angle - turn / 2 + turn * share];
  const radius = length / turn;
  return { x: radius * (Math.sin(now) - Math.sin(first)), y: radius * (Math.cos(first) - Math.cos(now)) };
}

/** How many strokes, how curved and how noisy. */
interface Style {
  readonly strokesMax: number;
  readonly curl: number;
  readonly miss: number;
  readonly spread: number;
  readonly noise: number;
}

function plan({ from, to, random }: Leg, durationMs: number, style: Style): Stroke[] {
  const strokes: Stroke[] = [];
  const count = whole(random, 1, style.strokesMax);
  let at = from;
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [to.x - at.x, to.y - at.y];
    const reach = i === count - 1 ? 1 : Math.exp(style.miss * normal(random));
    const turn = style.curl * normal(random);
    const chord = Math.abs(turn) < 1e-3 ? 1 : Math.sin(turn / 2) / (turn / 2);
    const stroke = {
      beginsMs: i === 0 ? 0 : durationMs * uniform(random, 0.25, 0.55),
      medianMs: durationMs * (i === 0 ? 0.35 : 0.2) * logNormal(random, 1, 0.1),
      spread: style.spread * logNormal(random, 1, 0.15),
      length: (Math.hypot(dx, dy) * reach) / chord,
      angle: Math.atan2(dy, dx) + (i === count - 1 ? 0 : style.miss * 0.3 * normal(random)),
      turn,
    };
    const moved = travelled(stroke, 1);
    at = { x: at.x + moved.x, y: at.y + moved.y };
    strokes.push(stroke);
  }
  return strokes;
}

/** Kinematic theory (Plamondon), after SigmaDrift: lognormal strokes that overlap, curve and correct, with drift and tremor. */
export const sigmaLognormal = pathFamily('sigma-lognormal', 'lognormal', (random) => {
  const pace = drawPace(random);
  const style: Style = {
    strokesMax: whole(random, 1, 4),
    curl: uniform(random, 0, 0.6),
    miss: uniform(random, 0.02, 0.2),
    spread: uniform(random, 0.15, 0.45),
    noise: chance(random, 0.5) ? uniform(random, 0.1, 1.2) : 0,
  };
  return (leg) => drawn(leg, pace(leg), style);
});

function drawn(leg: Leg, durationMs: number, style: Style) {
  const strokes = plan(leg, durationMs, style);
  const [hertz, phase] = [uniform(leg.random, 8, 12), uniform(leg.random, 0, 2 * Math.PI)];
  return sampled(leg, durationMs, (share) => {
    let { x, y } = leg.from;
    for (const stroke of strokes) {
      const elapsed = share * durationMs - stroke.beginsMs;
      if (elapsed <= 0) continue;
      const done = normalShare(Math.log(elapsed / stroke.medianMs) / stroke.spread);
      const by = travelled(stroke, done);
      x += by.x;
      y += by.y;
    }
    const shake = style.noise * Math.sin(phase + (2 * Math.PI * hertz * share * durationMs) / 1_000);
    const noise = style.noise * 0.4;
    return { x: x + shake + noise * normal(leg.random), y: y - shake + noise * normal(leg.random) };
  });
}

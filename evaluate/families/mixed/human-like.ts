import { chance, normal, sign, uniform } from '../../random/distributions.ts';
import { onCubic } from '../bezier/curve.ts';
import { minimumJerk } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, type Leg, type Pathfinder, sampled, type TimedPoint } from '../motion.ts';
import { gradientNoise } from '../noise/gradient-noise.ts';
import { fitts } from '../pace.ts';

interface Style {
  readonly bend: number;
  readonly tremor: number;
  readonly drift: number;
  /** Exponent that puts the peak of the speed before the middle. */
  readonly skew: number;
}

/** One movement: a Bezier curve at a skewed bell of speed, with drift and tremor. */
function movement(leg: Leg, durationMs: number, { bend, tremor, drift, skew }: Style): TimedPoint[] {
  const side = sign(leg.random) * bend * distance(leg.from, leg.to);
  const first = besides(leg, uniform(leg.random, 0.15, 0.4), side * leg.random());
  const second = besides(leg, uniform(leg.random, 0.6, 0.9), side * leg.random());
  const at = onCubic(leg.from, [first, second], leg.to);
  const [driftX, driftY] = [gradientNoise(leg.random), gradientNoise(leg.random)];
  return sampled(leg, durationMs, (share) => {
    const { x, y } = at(minimumJerk(share ** skew));
    const seconds = (share * durationMs) / 1_000;
    const shake = share < 1 ? tremor : 0;
    return {
      x: x + drift * driftX(3 * seconds) * (1 - share) + shake * normal(leg.random),
      y: y + drift * driftY(3 * seconds) * (1 - share) + shake * normal(leg.random),
    };
  });
}

/** What "human-like" libraries add up: curves, Fitts' times, tremor, overshoot with a correction after a reaction time. */
export const humanLike = pathFamily('human-like', 'mixed', (random): Pathfinder => {
  const [pace, overshoots] = [fitts(random), uniform(random, 0, 0.6)];
  const style: Style = {
    bend: uniform(random, 0.02, 0.3),
    tremor: chance(random, 0.7) ? uniform(random, 0.1, 1) : 0,
    drift: uniform(random, 0, 12),
    skew: uniform(random, 0.6, 1.1),
  };
  return (leg) => {
    if (!chance(leg.random, overshoots)) return movement(leg, pace(leg), style);
    const past = besides(leg, 1 + uniform(leg.random, 0.02, 0.12), uniform(leg.random, -10, 10));
    const out = movement({ ...leg, to: past }, pace(leg), style);
    const reactionMs = (out.at(-1)?.t ?? 0) + uniform(leg.random, 60, 200);
    const back = movement({ ...leg, from: past }, uniform(leg.random, 80, 300), style);
    return [...out, ...back.map(({ x, y, t }) => ({ x, y, t: t + reactionMs }))];
  };
});

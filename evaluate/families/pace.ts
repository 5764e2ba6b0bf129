import { logUniform, normal, uniform, weighted } from '../random/distributions.ts';
import type { Random } from '../random/seeded.ts';
import { distance, type Leg } from './motion.ts';

/** How long one motion takes, in milliseconds. */
export type Pace = (leg: Leg) => number;

const [shortestMs, longestMs] = [30, 4_000];
const bounded = (ms: number) => Math.min(longestMs, Math.max(shortestMs, ms));

/** Always as long, however far. */
function fixed(random: Random): Pace {
  const durationMs = logUniform(random, 150, 1_500);
  return () => durationMs;
}

/** Always as fast, within a spread. */
function steady(random: Random): Pace {
  const speed = logUniform(random, 0.3, 8);
  const spread = uniform(random, 0, 0.4);
  return (leg) => bounded((distance(leg.from, leg.to) / speed) * Math.exp(spread * normal(leg.random)));
}

/** Fitts' law: a + b · log2(distance / width + 1), around the intercepts and slopes published for mice, with a spread. */
export function fitts(random: Random): Pace {
  const [a, b] = [uniform(random, 0, 250), logUniform(random, 40, 220)];
  const spread = uniform(random, 0, 0.3);
  return (leg) => {
    const difficulty = Math.log2(distance(leg.from, leg.to) / leg.size + 1);
    return bounded((a + b * difficulty) * Math.exp(spread * normal(leg.random)));
  };
}

/** A pace for one session. */
export function drawPace(random: Random): Pace {
  return weighted(random, [
    [1, fixed],
    [2, steady],
    [3, fitts],
  ])(random);
}

import { logUniform, uniform } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { type Leg, type Pathfinder, type Point, sampled } from '../motion.ts';

/** A figure around the origin, one unit large; `turns` counts from 0 in rounds. */
export type Figure = (turns: number) => Point;

/** Draws a part of a figure each time, from wherever the pointer is, never minding targets. */
export function drawsFigure(random: Random, draw: (random: Random) => Figure): Pathfinder {
  const [size, roundMs] = [logUniform(random, 20, 300), logUniform(random, 400, 8_000)];
  const rounds = uniform(random, 0.3, 3);
  let turns = 0;
  const figure = draw(random);
  return (leg: Leg) => {
    const first = turns;
    turns += rounds;
    const origin = figure(first);
    return sampled(leg, rounds * roundMs, (share) => {
      const { x, y } = figure(first + rounds * share);
      return { x: leg.from.x + size * (x - origin.x), y: leg.from.y + size * (y - origin.y) };
    });
  };
}

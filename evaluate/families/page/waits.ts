import { exponential, logNormal, logUniform, uniform, weighted } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';

/** How long a program waits or holds, in milliseconds. */
export type Wait = (random: Random) => number;

const [longestMs, none] = [20_000, 0];
const bounded = (ms: number) => Math.min(longestMs, ms);

const without: Wait = () => none;

function fixed(shortest: number, longest: number) {
  return (random: Random): Wait => {
    const ms = logUniform(random, shortest, longest);
    return () => ms;
  };
}

function even(shortest: number, longest: number) {
  return (random: Random): Wait => {
    const from = logUniform(random, shortest, longest / 2);
    const to = uniform(random, from, longest);
    return (now) => uniform(now, from, to);
  };
}

/** Skewed as people's are. */
function skewed(shortest: number, longest: number) {
  return (random: Random): Wait => {
    const [median, spread] = [logUniform(random, shortest, longest), uniform(random, 0.3, 1)];
    return (now) => bounded(logNormal(now, median, spread));
  };
}

function memoryless(shortest: number, longest: number) {
  return (random: Random): Wait => {
    const mean = logUniform(random, shortest, longest);
    return (now) => bounded(exponential(now, mean));
  };
}

/** Between one action and the next: from none at all to what people do, so that pauses alone never tell. */
export function drawPause(random: Random): Wait {
  return weighted(random, [
    [3, () => without],
    [2, fixed(50, 3_000)],
    [2, even(50, 3_000)],
    [4, skewed(150, 1_500)],
    [1, memoryless(200, 2_000)],
  ])(random);
}

/** Between arriving at a target and pressing. */
export function drawHover(random: Random): Wait {
  return weighted(random, [
    [3, () => without],
    [1, fixed(20, 400)],
    [1, even(20, 500)],
    [3, skewed(60, 300)],
  ])(random);
}

/**
 * How long a button is held. CDP drivers and Selenium: 0 to 11 ms, as measured on live runs; with `delay` exactly that; people:
 * median 86 ms (SapiMouse, 34,885 presses).
 */
export function drawHold(random: Random): Wait {
  return weighted(random, [
    [3, () => (now: Random) => uniform(now, 0, 3)],
    [2, () => (now: Random) => uniform(now, 2, 11)],
    [2, fixed(20, 200)],
    [2, even(20, 200)],
    [4, skewed(65, 120)],
  ])(random);
}

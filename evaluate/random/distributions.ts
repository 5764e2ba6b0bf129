import type { Random } from './seeded.ts';

export function uniform(random: Random, from: number, to: number): number {
  return from + random() * (to - from);
}

/** A whole number from `from` to `to`, both included. */
export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** Uniform in the logarithm: as often between 1 and 10 as between 10 and 100. */
export function logUniform(random: Random, from: number, to: number): number {
  return from * (to / from) ** random();
}

export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** Standard normal (Box and Muller; the second number is let go, so that nothing is remembered between calls). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** With this median and this standard deviation of the logarithm. */
export function logNormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * normal(random));
}

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

export function sign(random: Random): 1 | -1 {
  return random() < 0.5 ? 1 : -1;
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** One of the values, each as often as its weight says. */
export function weighted<T>(random: Random, from: readonly (readonly [weight: number, value: T])[]): T {
  let left = random() * from.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of from) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = from.at(-1);
  if (last === undefined) throw new Error('nothing to draw from');
  return last[1];
}

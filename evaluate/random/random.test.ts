import { expect, test } from '@jest/globals';
import { mean, quantile } from '../statistics/quantile.ts';
import {
  chance,
  exponential,
  logNormal,
  logUniform,
  normal,
  pick,
  sign,
  uniform,
  weighted,
  whole,
} from './distributions.ts';
import { seeded, seedFor } from './seeded.ts';

const many = (draw: (random: () => number) => number) => {
  const random = seeded(5);
  return Array.from({ length: 20_000 }, () => draw(random));
};

test('a seed gives its numbers again, spread evenly from 0 up to 1', () => {
  const numbers = many((random) => random());
  expect(numbers).toEqual(many((random) => random()));
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  for (const share of [0.1, 0.5, 0.9]) expect(quantile(numbers, share)).toBeCloseTo(share, 1);
});

test('seeds that follow each other give numbers that have nothing in common', () => {
  const firsts = Array.from({ length: 10_000 }, (_, seed) => seeded(seed)());
  const pairs = firsts.slice(1).map((first, i) => (first - 0.5) * ((firsts[i] ?? 0) - 0.5));
  expect(Math.abs(mean(pairs))).toBeLessThan(0.003);
});

test('each part of each run has a seed of its own', () => {
  const seeds = [
    seedFor(1, 'a', 1),
    seedFor(1, 'a', 2),
    seedFor(2, 'a', 1),
    seedFor(1, 'a1'),
    seedFor(1, 'b', 1),
    seedFor(12, 'a', 1),
  ];
  expect(new Set(seeds).size).toBe(seeds.length);
});

test.each<[string, (random: () => number) => number, number, number, number]>([
  ['uniform', (random) => uniform(random, 2, 4), 2.2, 3, 3.8],
  ['whole', (random) => whole(random, 1, 9), 1, 5, 9],
  ['log-uniform', (random) => logUniform(random, 1, 100), 1.58, 10, 63.1],
  ['normal', normal, -1.28, 0, 1.28],
  ['log-normal', (random) => logNormal(random, 10, 1), 2.78, 10, 36],
  ['exponential', (random) => exponential(random, 10), 1.05, 6.93, 23],
])('%s numbers have the tenth, half and nine tenths of theirs', (_, draw, ...shares) => {
  const numbers = many(draw);
  for (const [i, share] of [0.1, 0.5, 0.9].entries()) {
    const wanted = shares[i] ?? 0;
    expect(Math.abs(quantile(numbers, share) - wanted)).toBeLessThanOrEqual(0.05 * Math.abs(wanted) + 0.05);
  }
});

test.each<[string, (random: () => number) => number, number]>([
  ['a chance of 0.3', (random) => (chance(random, 0.3) ? 1 : 0), 0.3],
  ['either sign', sign, 0],
  ['one of three', (random) => pick(random, [1, 2, 6]), 3],
  [
    'one by its weight',
    (random) =>
      weighted(random, [
        [3, 0],
        [1, 1],
        [0, 9],
      ]),
    0.25,
  ],
])('%s comes out on average', (_, draw, average) => {
  expect(mean(many(draw))).toBeCloseTo(average, 1);
});

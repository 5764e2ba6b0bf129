import { describe, expect, test } from '@jest/globals';
import { seeded } from '../../random/seeded.ts';
import { quantile } from '../../statistics/quantile.ts';
import { drawClock } from './clocks.ts';
import { Tape } from './tape.ts';
import { bell, constant, even, instant, peoples, type Typing } from './typing.ts';

const precision = { pixels: 1, clockMs: 1, keepsStill: false };
const exact = { pixels: 0.001, clockMs: 0.001, keepsStill: true };
const origin = { x: 0, y: 0 };
const seeds = Array.from({ length: 60 }, (_, i) => i);

describe('a tape', () => {
  test('rounds places and times as the page would have', () => {
    const tape = new Tape({ pixels: 0.5, clockMs: 0.1, keepsStill: false }, origin);
    tape.wait(1.26);
    tape.move({ x: 3.3, y: 4.8 }, 'm', 2);
    expect(tape.events).toEqual([
      [1.3, 'm', 3.5, 5],
      [1.3, 'c', 2],
    ]);
  });

  test('leaves out moves that end where they began, unless told to keep them', () => {
    const tapes = [precision, { ...precision, keepsStill: true }].map((kept) => new Tape(kept, origin));
    for (const tape of tapes) tape.move({ x: 0.4, y: 0.4 }, 'm');
    expect(tapes.map(({ events }) => events.length)).toEqual([0, 1]);
  });

  test('never goes back in time', () => {
    const tape = new Tape(precision, origin);
    tape.wait(10);
    tape.waitUntil(3);
    tape.wait(-5);
    expect(tape.now).toBe(10);
  });
});

describe('a clock', () => {
  const path = Array.from({ length: 200 }, (_, i) => ({ x: i, y: 0, t: 4 * (i + 1) }));

  test.each(seeds)('%s hands on every point or the last of each frame, in the order of time', (seed) => {
    const random = seeded(seed);
    const ticks = drawClock(random).ticks(path, 1_000, random);
    expect(ticks.reduce((sum, { samples }) => sum + samples, 0)).toBe(path.length);
    expect(ticks.at(-1)?.x).toBe(199);
    expect(ticks.every(({ x }, i) => i === 0 || x > (ticks[i - 1]?.x ?? 0))).toBe(true);
  });

  test('of most sessions merges into frames of 60 Hz', () => {
    const merging = seeds.filter((seed) => {
      const random = seeded(seed);
      return drawClock(random).ticks(path, 0, random).length < 70;
    });
    expect(merging.length).toBeGreaterThan(15);
  });
});

/** Holds and times from press to press of 400 keys, and how many were pressed before the one before was released. */
function measured(draw: (random: () => number) => Typing, seed: number) {
  const random = seeded(seed);
  const tape = new Tape(exact, origin);
  draw(random)(tape, 400, random);
  const downs = tape.events.filter(([, kind]) => kind === 'k').map(([t]) => t);
  const gaps = downs.slice(1).map((t, i) => t - (downs[i] ?? 0));
  const kinds = tape.events.map(([, kind]) => kind);
  return { gaps, overlaps: kinds.filter((kind, i) => kind === 'k' && kinds[i - 1] === 'k').length };
}

describe('typing', () => {
  test.each(Object.entries({ instant, constant, even, bell }))('%s never rolls over', (_, draw) => {
    expect(seeds.every((seed) => measured(draw, seed).overlaps === 0)).toBe(true);
  });

  test('as people do rolls over', () => {
    expect(seeds.filter((seed) => measured(peoples, seed).overlaps > 10).length).toBeGreaterThan(15);
  });

  test('at once leaves at most 10 ms from press to press', () => {
    expect(seeds.every((seed) => quantile(measured(instant, seed).gaps, 0.99) <= 10)).toBe(true);
  });

  test('with a delay keeps to it within 20 %', () => {
    for (const seed of seeds) {
      const { gaps } = measured(constant, seed);
      const [low, high] = [quantile(gaps, 0.01), quantile(gaps, 0.99)];
      expect(high / low).toBeLessThan(1.4);
    }
  });
});

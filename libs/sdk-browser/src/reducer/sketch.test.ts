import { describe, expect, test } from '@jest/globals';
import type { Point } from './points.ts';
import { saltOf, strokeHashes } from './sketch.ts';

const salt = saltOf('pk_one');
/** A bowed stroke that speeds up and slows down: 60 points of some 400 px. */
const stroke: Point[] = Array.from({ length: 60 }, (_, at) => {
  const share = (1 - Math.cos((Math.PI * at) / 59)) / 2;
  return { t: at * 16.7, x: 100 + 380 * share, y: 200 + 90 * Math.sin(2 * share) };
});
const changed = (change: (point: Point, at: number) => Point) => strokeHashes(stroke.map(change), salt);
const own = strokeHashes(stroke, salt);
const isAlike = (hashes: readonly number[]) => hashes.includes(own[0] as number);
/** −1, 0 or 1, without a pattern the stroke could follow. */
const noise = (at: number) => ((at * 7_919) % 3) - 1;

describe('the hashes of a stroke', () => {
  test('are four different ones of 32 bits', () => {
    expect([own.length, new Set(own).size]).toEqual([4, 4]);
    expect(own.every((hash) => Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)).toBe(true);
  });

  test.each<[string, (point: Point, at: number) => Point]>([
    ['moved elsewhere', ({ t, x, y }) => ({ t, x: x + 517, y: y - 96 })],
    ['begun later', ({ t, x, y }) => ({ t: t + 8_123, x, y })],
    ['played slower', ({ t, x, y }) => ({ t: t * 1.25, x, y })],
    ['shaken by a pixel', ({ t, x, y }, at) => ({ t, x: x + noise(at), y: y + noise(at + 1) })],
    ['shaken in time', ({ t, x, y }, at) => ({ t: t + 5 * noise(at), x, y })],
  ])('find the stroke again %s', (_, change) => {
    expect(isAlike(changed(change))).toBe(true);
  });

  test.each<[string, (point: Point, at: number) => Point]>([
    ['mirrored', ({ t, x, y }) => ({ t, x, y: -y })],
    ['of twice the size', ({ t, x, y }) => ({ t, x: 2 * x, y: 2 * y })],
    ['on the same course at an even pace', ({ x, y }) => ({ t: x, x, y })],
    ['bowed further', ({ t, x, y }) => ({ t, x, y: y + (x - 100) * (480 - x) * 0.002 })],
  ])('do not find it %s', (_, change) => {
    expect(isAlike(changed(change))).toBe(false);
  });

  test('of another site are others', () => {
    const elsewhere = strokeHashes(stroke, saltOf('pk_two'));
    expect(elsewhere.filter((hash) => own.includes(hash))).toEqual([]);
  });

  test('are none for a stroke below 100 px', () => {
    expect(changed(({ t, x, y }) => ({ t, x: x / 5, y: y / 5 }))).toEqual([]);
  });
});

import { expect, test } from '@jest/globals';
import type { Row } from './rows.ts';
import { tellsOf } from './tells.ts';

const seen = { delay: 2, trusted: true };
const at = (t: number, kind: 'press' | 'release'): Row => ({
  ...seen,
  t,
  kind,
  x: 0,
  y: 0,
  button: 'L',
  pressure: 0.5,
});
const key = (t: number, kind: 'keydown' | 'keyup', slot: number): Row => ({ ...seen, t, kind, slot });
const move = (t: number, x: number, dx: number): Row => ({
  ...seen,
  t,
  kind: 'move',
  x,
  y: 0,
  buttons: 0,
  coalesced: 3,
  dx,
  dy: 0,
  pointer: 'mouse',
});

test('a press lasts to its own release', () => {
  expect(tellsOf([at(0, 'press'), at(80, 'release'), at(200, 'press'), at(290, 'release')]).pressMs).toEqual([
    80, 90, 90,
  ]);
});

test('a key that goes down before the last came up is a rollover, and each is held its own time', () => {
  const keys = [key(0, 'keydown', 0), key(50, 'keydown', 1), key(90, 'keyup', 0), key(110, 'keyup', 1)];
  expect(tellsOf(keys)).toMatchObject({
    rolloverShare: 1,
    holdMs: [60, 90, 90],
    pressToPressMs: [50, 50, 50],
  });
});

test('moves are counted between presses, and those that contradict their positions are', () => {
  const rows = [move(0, 0, 0), move(10, 5, 5), move(20, 9, 0), at(30, 'press')];
  expect(tellsOf(rows)).toMatchObject({ movesPerClick: [3, 3, 3], movementDisagrees: 1, coalescedMean: 3 });
});

test('where nothing was there to measure nothing is said', () => {
  expect(tellsOf([])).toMatchObject({
    pressMs: null,
    holdMs: null,
    rolloverShare: null,
    coalescedMean: null,
  });
});

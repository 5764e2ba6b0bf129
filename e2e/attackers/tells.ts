import { type Row, type RowOf, rowsOf } from './rows.ts';

/** What sets hands and drivers apart in one visit, as numbers; null where nothing was there to measure. */
export interface Tells {
  readonly moves: number;
  readonly clicks: number;
  readonly keys: number;
  readonly untrusted: number;
  /** Quantiles in ms: 5 %, median, 95 %. */
  readonly pressMs: Quantiles;
  readonly holdMs: Quantiles;
  readonly pressToPressMs: Quantiles;
  readonly moveGapMs: Quantiles;
  readonly moveDelayMs: Quantiles;
  readonly inputDelayMs: Quantiles;
  readonly movesPerClick: Quantiles;
  readonly rolloverShare: number | null;
  readonly coalescedMean: number | null;
  readonly coalescedMax: number | null;
  /** Moves whose movementX, movementY are not the difference of positions. */
  readonly movementDisagrees: number;
  /** Moves to a place between two pixels of the screen. */
  readonly betweenPixelsShare: number | null;
  readonly wheels: number;
  readonly scrolls: number;
  readonly wheelDeltas: readonly number[];
  readonly pressures: readonly number[];
}

export type Quantiles = readonly [low: number, median: number, high: number] | null;

export function tellsOf(rows: readonly Row[]): Tells {
  const moves = rowsOf(rows, 'move');
  const wheels = rowsOf(rows, 'wheel');
  const downs = rowsOf(rows, 'keydown');
  const holds = pairs(rowsOf(rows, 'keydown', 'keyup'), 'keydown', (row) => row.slot);
  const coalesced = moves.map((row) => row.coalesced);
  return {
    moves: moves.length,
    clicks: rowsOf(rows, 'click').length,
    keys: downs.length,
    untrusted: rows.filter((row) => !row.trusted && row.kind !== 'scroll').length,
    pressMs: quantiles(pairs(rowsOf(rows, 'press', 'release'), 'press', (row) => row.button)),
    holdMs: quantiles(holds),
    pressToPressMs: quantiles(gaps(downs).filter((gap) => gap < 1_000)),
    moveGapMs: quantiles(gaps(moves)),
    moveDelayMs: quantiles(moves.map((row) => row.delay)),
    inputDelayMs: quantiles(rowsOf(rows, 'press', 'release', 'keydown', 'keyup').map((row) => row.delay)),
    movesPerClick: quantiles(movesBeforePresses(rows)),
    rolloverShare: rollover(rowsOf(rows, 'keydown', 'keyup')),
    coalescedMean: coalesced.length === 0 ? null : round(sum(coalesced) / coalesced.length),
    coalescedMax: coalesced.length === 0 ? null : Math.max(...coalesced),
    movementDisagrees: disagreements(moves),
    betweenPixelsShare:
      moves.length === 0 ? null : round(moves.filter(isBetweenPixels).length / moves.length),
    wheels: wheels.length,
    scrolls: rowsOf(rows, 'scroll').length,
    wheelDeltas: [...new Set(wheels.map((row) => row.deltaY))],
    pressures: [...new Set(rowsOf(rows, 'press').map((row) => row.pressure ?? -1))],
  };
}

/** Times from a beginning to the end that belongs to it. */
function pairs<One extends Row>(
  rows: readonly One[],
  begins: Row['kind'],
  of: (row: One) => unknown,
): number[] {
  const open = new Map<unknown, number>();
  return rows.flatMap((row) => {
    const began = open.get(of(row));
    if (row.kind === begins) open.set(of(row), row.t);
    else open.delete(of(row));
    return row.kind === begins || began === undefined ? [] : [row.t - began];
  });
}

function gaps(rows: readonly Row[]): number[] {
  return rows.slice(1).map((row, at) => row.t - (rows[at]?.t ?? 0));
}

function movesBeforePresses(rows: readonly Row[]): number[] {
  let moves = 0;
  return rows.flatMap((row) => {
    if (row.kind === 'move') moves += 1;
    if (row.kind !== 'press') return [];
    const before = moves;
    moves = 0;
    return [before];
  });
}

/** Share of presses made while the key before was still down. */
function rollover(keys: readonly RowOf<'keydown' | 'keyup'>[]): number | null {
  let held = 0;
  let presses = 0;
  let overlapping = 0;
  for (const { kind } of keys) {
    if (kind === 'keydown') {
      presses += 1;
      if (held > 0) overlapping += 1;
    }
    held = Math.max(0, held + (kind === 'keydown' ? 1 : -1));
  }
  return presses < 2 ? null : round(overlapping / (presses - 1));
}

function disagreements(moves: readonly RowOf<'move'>[]): number {
  return moves.filter((row, at) => {
    const before = moves[at - 1];
    return (
      before !== undefined &&
      (Math.abs(row.x - before.x - row.dx) > 1 || Math.abs(row.y - before.y - row.dy) > 1)
    );
  }).length;
}

/** On a screen whose pixels are those of CSS, as the one here. */
function isBetweenPixels({ x, y }: RowOf<'move'>): boolean {
  return !Number.isInteger(x) || !Number.isInteger(y);
}

function quantiles(values: readonly number[]): Quantiles {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.round(share * (sorted.length - 1))] ?? 0);
  return [at(0.05), at(0.5), at(0.95)];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const round = (value: number) => Math.round(value * 100) / 100;

import type { Reducer } from './reducer.ts';

type Numbers = Readonly<Record<string, number | readonly number[]>>;
export type Groups = Readonly<Record<string, Numbers>>;

/** A `window` event's payload, without meaning here: its vocabulary is documented with the contract. */
export interface Window {
  readonly v: 1;
  readonly seq: number;
  readonly at_ms: number;
  readonly span_ms: number;
  readonly sketch: readonly number[];
  readonly [group: string]: Numbers | number | readonly number[];
}

/** A window ends after so many moves or ms. */
export const windowMoves = 60;
export const windowMs = 5_000;
/** Hashes a window may hold; later ones of a window that is that busy are left out. */
const sketchMax = 32;

/** Cuts what a reducer counted into windows: each holds what came after the one before. */
export class Windows {
  readonly #reducer: Reducer;
  #before: Groups = {};
  #seq = 0;
  #from: number;

  constructor(reducer: Reducer, from = 0) {
    this.#reducer = reducer;
    this.#from = from;
  }

  /** The window since the last cut, up to now, without cutting. */
  peek(t: number): Window {
    this.#reducer.passed(t);
    const sketch = this.#reducer.motion.shapes.sketch.slice(0, sketchMax);
    const at = Math.round(this.#from);
    const head = { v: 1 as const, seq: this.#seq, at_ms: at, span_ms: Math.max(0, Math.round(t) - at) };
    return { ...head, ...difference(countsOf(this.#reducer), this.#before), sketch };
  }

  cut(t: number): Window {
    const window = this.peek(t);
    // What a reducer counts in goes on changing.
    this.#before = JSON.parse(JSON.stringify(countsOf(this.#reducer)));
    this.#reducer.motion.shapes.sketch.length = 0;
    this.#seq += 1;
    this.#from = t;
    return window;
  }

  /** Enough was seen to send. */
  isFull(t: number): boolean {
    const moves =
      this.#reducer.motion.sums.moves - ((this.#before['motion']?.['moves'] as number | undefined) ?? 0);
    return moves >= windowMoves || t - this.#from >= windowMs;
  }
}

/** All counts since the page began, in the vocabulary of the wire. */
function countsOf(reducer: Reducer): Groups {
  const { layers, motion, presses, keys, scrolling, touches, samples, delay, trust, page } = reducer;
  const { sums, cells, shapes, pauses } = motion;
  return {
    ...(layers.pointer && { motion: { ...sums, ...cells.sums, ...shapes.sums, pauses } }),
    ...(layers.presses && { press: presses.sums }),
    ...(layers.keys && { key: keys.sums }),
    ...(layers.scroll && { scroll: scrolling.sums }),
    ...(layers.wheel && { wheel: scrolling.wheel }),
    ...(layers.touch && { touch: touches.sums }),
    ...(layers.coalesced && { samples }),
    ...(layers.dispatch && { delay, trust }),
    page,
  };
}

/** px in a window; more is no movement of anything, and the wire takes no more. */
const pxMax = 10_000_000;

/** Whole numbers, of which those of all windows add up to the rounded total. */
function difference(now: Groups, before: Groups): Groups {
  const groups: Record<string, Numbers> = {};
  for (const name in now) {
    const left: Record<string, number | number[]> = {};
    for (const field in now[name]) {
      const [value, old = 0] = [now[name][field], before[name]?.[field]];
      left[field] = Array.isArray(value)
        ? value.map((one, at) => since(one, old && (old as readonly number[])[at]))
        : Math.min(/_px/.test(field) ? pxMax : Infinity, since(value as number, old as number));
    }
    groups[name] = left;
  }
  return groups;
}

function since(now: number, before = 0): number {
  return Math.round(now) - Math.round(before);
}

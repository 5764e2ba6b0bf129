import { Reducer, Windows } from '@botect/browser';
import type { WindowPayload } from '@botect/contracts';
import fc from 'fast-check';
import { everyLayer } from './window-session.fixture.ts';

const kinds = {
  move: 12,
  drag: 2,
  press: 1,
  release: 1,
  keyDown: 3,
  keyUp: 3,
  scroll: 2,
  wheel: 2,
  touchStart: 1,
  touchMove: 2,
  touchEnd: 1,
  visibility: 1,
  cut: 3,
} as const;
type Kind = keyof typeof kinds;

/** One thing that happens: how long after the one before, and how far from it. */
export interface Happening {
  readonly kind: Kind;
  readonly ms: number;
  readonly dx: number;
  readonly dy: number;
  readonly slot: number;
}

const kind = fc.oneof(
  ...Object.entries(kinds).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Kind) })),
);
const far = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -60, max: 60 }),
  fc.double({ min: -900, max: 900, noNaN: true }),
);
const ms = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 40, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 16, 17, 99, 100, 101, 333, 2_500) },
);

export const anyHappenings = fc.array(
  fc.record({ kind, ms, dx: far, dy: far, slot: fc.nat(20) }) as fc.Arbitrary<Happening>,
  { maxLength: 150 },
);

/** Runs them through the browser script's reducer; answers the windows between the cuts. */
export function windowsOf(happenings: readonly Happening[], salt = 1): WindowPayload[] {
  const reducer = new Reducer(everyLayer, salt);
  const windows = new Windows(reducer);
  const cuts: WindowPayload[] = [];
  let [t, x, y, hidden] = [0, 500, 400, false];
  for (const { kind, ms, dx, dy, slot } of happenings) {
    t += ms;
    x += dx;
    y += dy;
    if (kind === 'cut') cuts.push(windows.cut(t) as unknown as WindowPayload);
    else if (kind === 'visibility') {
      hidden = !hidden;
      reducer.visibility(t, hidden);
    } else happen[kind](reducer, { t, x, y, slot });
  }
  return [...cuts, windows.cut(t + 1) as unknown as WindowPayload];
}

interface Moment {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly slot: number;
}

const happen: Record<Exclude<Kind, 'cut' | 'visibility'>, (reducer: Reducer, moment: Moment) => void> = {
  move(reducer, { t, x, y, slot }) {
    reducer.move(t, x, y);
    reducer.coalesced(slot);
    reducer.dispatched(slot, slot > 2);
  },
  drag: (reducer, { t }) => reducer.drag(t),
  press: (reducer, { t }) => reducer.press(t),
  release: (reducer, { t }) => reducer.release(t),
  keyDown: (reducer, { t, slot }) => reducer.keyDown(t, slot),
  keyUp: (reducer, { t, slot }) => reducer.keyUp(t, slot),
  scroll: (reducer, { t, y }) => reducer.scroll(t, y),
  wheel: (reducer, { t, y }) => reducer.wheel(t, y, 0),
  touchStart: (reducer, { t, x, y, slot }) => reducer.touchStart({ t, x, y, radius: slot, force: slot }),
  touchMove: (reducer, { t, x, y, slot }) => reducer.touchMove({ t, x, y, radius: slot, force: slot }),
  touchEnd: (reducer, { t }) => reducer.touchEnd(t),
};

/** A hand that sweeps to and fro, pauses, and clicks; `of` so many moves, its own way for each `hand`. */
export const sweeps = (of: number, hand = 0): Happening[] =>
  Array.from({ length: of }, (_, at) => ({
    kind: at % 40 === 39 ? 'press' : at % 40 === 0 && at > 0 ? 'release' : 'move',
    ms: at % 40 === 38 ? 240 : 17,
    dx: 14 * Math.sin(at / (9 + hand)) + (at % 3),
    dy: 9 * Math.cos(at / (5 + hand)),
    slot: at % 5,
  }));

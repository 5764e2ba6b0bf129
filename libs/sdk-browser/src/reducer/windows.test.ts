import { isWindowPayload, windowPayloadSchema } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Layers } from './layers.ts';
import { Reducer } from './reducer.ts';
import { Windows } from './windows.ts';

const all: Layers = {
  pointer: true,
  presses: true,
  keys: true,
  scroll: true,
  wheel: true,
  touch: true,
  coalesced: true,
  dispatch: true,
};
// biome-ignore lint/suspicious/noExplicitAny: groups of counts; the assertions say which.
type Groups = Record<string, any>;

function watched(layers: Layers = all) {
  const reducer = new Reducer(layers, 1);
  return { reducer, windows: new Windows(reducer) };
}

const sum = (bins: readonly number[]) => bins.reduce((total, bin) => total + bin, 0);

/** Anything in any order: times that stand still, leap and come near a day; places far off every screen. */
const place = fc.double({ min: -20_000, max: 20_000, noNaN: true });
const step = fc.tuple(
  fc.constantFrom(
    'move',
    'drag',
    'press',
    'release',
    'down',
    'up',
    'scroll',
    'wheel',
    'start',
    'slide',
    'end',
    'hide',
    'note',
  ),
  fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 40, noNaN: true }),
    fc.double({ min: 0, max: 500_000, noNaN: true }),
  ),
  place,
  place,
);

function feed(
  reducer: Reducer,
  steps: readonly (readonly [string, number, number, number])[],
  from = 0,
): number {
  let t = from;
  for (const [kind, ms, x, y] of steps) {
    t = Math.min(t + ms, 86_000_000);
    const contact = { t, x, y, radius: Math.abs(x), force: Math.abs(y) };
    const acts: Record<string, () => void> = {
      move: () => reducer.move(t, x, y),
      drag: () => reducer.drag(t),
      press: () => reducer.press(t, 'exact'),
      release: () => reducer.release(t),
      down: () => reducer.keyDown(t, Math.round(x) % 9),
      up: () => reducer.keyUp(t, Math.round(x) % 9),
      scroll: () => reducer.scroll(t, y * 1e6),
      wheel: () => reducer.wheel(t, y, 0),
      start: () => reducer.touchStart(contact),
      slide: () => reducer.touchMove(contact),
      end: () => reducer.touchEnd(t),
      hide: () => reducer.visibility(t, x > 0),
      note: () => reducer.dispatched(x > 0 ? x : null, y > 0),
    };
    acts[kind]?.();
  }
  return t;
}

describe('a window', () => {
  test('is accepted by the contract whatever happened on the page', () => {
    const property = fc.property(fc.array(fc.array(step, { maxLength: 60 }), { maxLength: 4 }), (parts) => {
      const { reducer, windows } = watched();
      let t = 0;
      for (const part of parts) {
        t = feed(reducer, part, t);
        const window = JSON.parse(JSON.stringify(windows.cut(t)));
        expect(windowPayloadSchema.safeParse(window).error?.issues).toBeUndefined();
        expect(isWindowPayload(window)).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 300, seed: 11 });
  });

  test('holds what came after the one before: all of them add up to the whole', () => {
    const property = fc.property(fc.array(step, { maxLength: 120 }), fc.nat(119), (steps, at) => {
      const [whole, parts] = [watched(), watched()];
      const end = feed(whole.reducer, steps);
      const one = whole.windows.cut(end) as Groups;
      // The same steps in two goes: the second begins where the first ended.
      const half = feed(parts.reducer, steps.slice(0, at));
      const first = parts.windows.cut(half) as Groups;
      expect(first['motion'].moves).toBeLessThanOrEqual(one['motion'].moves);
      expect(first['press'].presses).toBeLessThanOrEqual(one['press'].presses);
      expect(first['seq']).toBe(0);
      expect(parts.windows.cut(half)['seq']).toBe(1);
    });
    fc.assert(property, { numRuns: 100, seed: 5 });
  });

  test('that is only looked at is not cut', () => {
    const { reducer, windows } = watched();
    for (let t = 0; t < 2_000; t += 20) reducer.move(t, t, t / 3);
    const looked = windows.peek(2_000);
    expect(windows.peek(2_000)).toEqual(looked);
    expect(windows.cut(2_000)).toEqual(looked);
    expect((windows.peek(2_000) as Groups)['motion'].moves).toBe(0);
  });

  test('tells the hashes of a movement once', () => {
    const { reducer, windows } = watched();
    for (let frame = 0; frame < 40; frame += 1) reducer.move(frame * 17, 9 * frame, 4 * frame);
    reducer.press(800);
    expect(windows.cut(900).sketch).not.toEqual([]);
    expect(windows.cut(950).sketch).toEqual([]);
  });

  test('leaves out what the browser cannot show: unknown is not none', () => {
    const { windows } = watched({ ...all, keys: false, coalesced: false, dispatch: false });
    const window = windows.cut(10);
    for (const group of ['key', 'samples', 'delay', 'trust']) expect(window).not.toHaveProperty(group);
    expect(window).toHaveProperty('motion');
  });

  test('is full after 60 moves or five seconds', () => {
    const { reducer, windows } = watched();
    for (let frame = 0; frame < 60; frame += 1) reducer.move(frame * 17, frame, 0);
    expect([windows.isFull(1_020), windows.isFull(5_000)]).toEqual([false, true]);
    reducer.move(60 * 17, 60, 0);
    reducer.move(61 * 17, 61, 0);
    expect(windows.isFull(1_040)).toBe(true);
  });
});

describe('counts agree with each other', () => {
  test('every step has a speed and a length, every stroke a shape', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const { reducer, windows } = watched();
        const window = windows.cut(feed(reducer, steps)) as Groups;
        const { motion, press, touch } = window;
        expect(sum(motion.speed)).toBe(sum(motion.step));
        expect(sum(motion.speed) + sum(motion.pauses)).toBeLessThanOrEqual(motion.moves);
        expect(sum(motion.straightness)).toBe(motion.strokes);
        expect(sum(motion.stroke_ms)).toBe(motion.strokes);
        expect(sum(press.moves_before)).toBe(press.presses);
        expect(sum(press.offset)).toBe(press.presses);
        expect(sum(press.length_ms) + press.drags).toBeLessThanOrEqual(press.presses);
        expect(sum(touch.tap_ms)).toBe(touch.taps);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('a drag is kept apart from free movement', () => {
    const { reducer, windows } = watched();
    reducer.press(100, 'farther');
    for (let t = 110; t < 600; t += 17) reducer.drag(t);
    reducer.release(610);
    const { motion, press } = windows.cut(700) as Groups;
    expect([motion.moves, press.drag_moves, press.drags, sum(press.length_ms)]).toEqual([0, 29, 1, 0]);
  });

  test('a press that slips by two moves is still a press', () => {
    const { reducer, windows } = watched();
    reducer.press(100);
    reducer.drag(120);
    reducer.drag(140);
    reducer.release(180);
    const { press } = windows.cut(200) as Groups;
    expect([press.drags, sum(press.length_ms)]).toEqual([0, 1]);
  });

  test('keys that overlap are rollovers, and a key held down repeats nothing', () => {
    const { reducer, windows } = watched();
    reducer.keyDown(0, 1);
    reducer.keyDown(90, 2);
    reducer.keyDown(95, 2);
    reducer.keyUp(120, 1);
    reducer.keyUp(180, 2);
    const { key } = windows.cut(200) as Groups;
    expect([key.presses, key.pairs, key.rollovers, sum(key.hold_ms)]).toEqual([2, 1, 1, 2]);
  });
});

test('a page that was hidden for hours says so, however far a pointer leapt before', () => {
  const { reducer, windows } = watched();
  for (let at = 0; at < 400; at += 1) reducer.move(at * 20, at % 2 === 0 ? -20_000 : 20_000, 0);
  reducer.visibility(10_000, true);
  const { motion, page } = windows.cut(40_000_000) as Groups;
  expect([motion.path_px, page.hidden_ms]).toEqual([10_000_000, 39_990_000]);
});

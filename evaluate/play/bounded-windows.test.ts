import { type Layers, Reducer } from '@botect/browser';
import { isWindowPayload } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { BoundedWindows } from './bounded-windows.ts';

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

describe('more than the wire takes, played back, is told as the most there can be', () => {
  const played = (layers = all) => {
    const reducer = new Reducer(layers, 1);
    return { reducer, windows: new BoundedWindows(reducer) };
  };
  const accepted = (window: unknown) => isWindowPayload(JSON.parse(JSON.stringify(window)));
  const monthMs = 30 * 86_400_000;

  test.each(['visible', 'hidden'])('of a page %s for a month', (state) => {
    const { reducer, windows } = played();
    reducer.visibility(0, state === 'hidden');
    reducer.move(monthMs, 1, 1);
    expect(accepted(windows.cut(monthMs))).toBe(true);
    expect(windows.cut(2 * monthMs)).toMatchObject({ at_ms: 86_400_000, span_ms: 86_400_000 });
    expect(accepted(windows.cut(3 * monthMs))).toBe(true);
  });

  test('of a million events at one moment', () => {
    const { reducer, windows } = played();
    for (let at = 0; at < 250_000; at += 1) {
      reducer.keyDown(0, 1);
      reducer.keyUp(0, 1);
      reducer.wheel(0, 100, 1);
      reducer.coalesced(1);
    }
    const window = windows.cut(0) as Groups;
    expect(accepted(window)).toBe(true);
    expect([window['key'].presses, window['wheel'].notches]).toEqual([100_000, 100_000]);
  });

  test('of a hundred thousand windows of a page', () => {
    const nothing = Object.fromEntries(Object.keys(all).map((layer) => [layer, false]));
    const { windows } = played(nothing as unknown as Layers);
    for (let at = 0; at < 100_000; at += 1) windows.cut(at);
    expect([windows.cut(100_000).seq, accepted(windows.cut(100_001))]).toEqual([100_000, true]);
  });
});

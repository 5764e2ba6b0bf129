import type { Reducer } from '@botect/browser';
import { detections } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyHappenings } from './any-window.fixture.ts';
import { windowTerms } from './behavioral.ts';
import { clicking, everyLayer, ruling, scoreAfter, typing } from './window-session.fixture.ts';

const ids = (act: (page: Reducer) => void) => scoreAfter(act).detectionIds;
const uneven = (n: number) => 60 + ((n * 37) % 90);

describe('behaviour over windows', () => {
  test.each<[string, (page: Reducer) => void, number]>([
    ['presses no finger makes', clicking(6, 20, 1), 3011],
    ['targets reached in one move', clicking(6, 1, 90), 3012],
    [
      'keys released at once',
      typing(
        20,
        () => 2,
        (n) => 120 + uneven(n),
      ),
      3013,
    ],
    ['keys at a constant pace', typing(20, uneven, () => 200), 3014],
    [
      'keys all held alike',
      typing(
        20,
        () => 80,
        (n) => 120 + uneven(n),
      ),
      3016,
    ],
    [
      'typing faster than anybody',
      typing(
        20,
        () => 9,
        (n) => 12 + (n % 9),
      ),
      3015,
    ],
    ['a straight line at constant speed', ruling(240), 3010],
  ])('%s: below 30, and named', (_what, act, id) => {
    const scored = scoreAfter(act);
    expect(scored.detectionIds).toContain(id);
    expect(scored.score).toBeLessThan(30);
  });

  test('a person who types with overlapping keys meets no rule', () => {
    const scored = scoreAfter(
      typing(
        40,
        (n) => 70 + ((n * 53) % 80),
        (n) => 90 + ((n * 97) % 200),
      ),
    );
    expect(scored.detectionIds).toEqual([]);
    expect(scored.score).toBeGreaterThan(50);
  });

  test('clicking again in place, without moving, is no sign of anything', () => {
    expect(ids(clicking(8, 0, 90))).toEqual([]);
  });

  test('one layer alone never takes a session below 20, two that agree take it to 10', () => {
    const typed = typing(
      20,
      () => 2,
      () => 8,
    );
    const clicked = clicking(6, 1, 1);
    expect(scoreAfter(typed).score).toBe(20);
    const both = (page: Reducer) => {
      typed(page);
      clicked(page);
    };
    expect(scoreAfter(both).score).toBe(10);
  });

  test('a layer nobody could see says nothing', () => {
    const blind = { ...everyLayer, presses: false, keys: false, pointer: false };
    const scored = scoreAfter(clicking(6, 1, 1), blind);
    expect(scored.detectionIds).toEqual([]);
  });

  test('drags meet no rule about free movement', () => {
    const drag = (page: Reducer) => {
      page.press(900);
      for (let n = 0; n < 400; n += 1) page.drag(1_000 + n * 17);
      page.release(9_000);
    };
    expect(ids(drag)).toEqual([]);
  });

  test('whatever happens in a page, the score is 0 or from 10 to 80 and its points add up to it', () => {
    fc.assert(
      fc.property(anyHappenings, (happenings) => {
        const scored = scoreAfter(play(happenings));
        expect(scored.score === 0 || (scored.score >= 10 && scored.score <= 80)).toBe(true);
        const sum = scored.reasons.reduce((total, { points }) => total + points, 50);
        if (scored.score > 20 && scored.score < 80)
          expect(Math.abs(sum - scored.score)).toBeLessThanOrEqual(0.6);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('every rule that counts against a session is in the registry under its own name', () => {
    const named = new Map(detections.map(({ id, name }) => [id, name]));
    const counted = windowTerms.filter(({ id }) => id !== null);
    expect(counted.map(({ id, term }) => [id, term])).toEqual(
      counted.map(({ id }) => [id, named.get(id ?? 0)]),
    );
  });
});

/** Moves, presses and keys as drawn; what has no place here is left out. */
function play(happenings: readonly { kind: string; ms: number; dx: number; dy: number; slot: number }[]) {
  return (page: Reducer) => {
    let [t, x, y] = [0, 0, 0];
    for (const { kind, ms, dx, dy, slot } of happenings) {
      [t, x, y] = [t + ms, x + dx, y + dy];
      if (kind === 'move') page.move(t, x, y);
      if (kind === 'drag') page.drag(t);
      if (kind === 'press') page.press(t);
      if (kind === 'release') page.release(t);
      if (kind === 'keyDown') page.keyDown(t, slot);
      if (kind === 'keyUp') page.keyUp(t, slot);
      if (kind === 'wheel') page.wheel(t, dy, 0);
    }
  };
}

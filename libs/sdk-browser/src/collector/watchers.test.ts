import { describe, expect, test } from '@jest/globals';
import { FakePage } from '../fake-page.fixture.ts';
import type { Layers } from '../reducer/layers.ts';
import { Reducer } from '../reducer/reducer.ts';
import { PageTotals } from '../totals/page-totals.ts';
import { Ear } from './ear.ts';
import { watchKeys } from './watch-keys.ts';
import { watchPage } from './watch-page.ts';
import { watchPointer } from './watch-pointer.ts';
import { watchScrolling } from './watch-scrolling.ts';
import { watchTouch } from './watch-touch.ts';

const layers = { pointer: true, presses: true, keys: true, scroll: true } as Layers;

function watching(over: object = {}) {
  const page = new FakePage({ visualViewport: { scale: 1 }, ...over });
  const reducer = new Reducer(layers, 1);
  const totals = new PageTotals(page.window, reducer, 0);
  const watched = { window: page.window, ear: new Ear(page.window), reducer, totals: () => totals };
  for (const watch of [watchPointer, watchKeys, watchTouch, watchScrolling, watchPage]) watch(watched);
  return { page, reducer, totals };
}

/** A target of 100 × 40 px whose centre is at 50, 20. */
const target = { getBoundingClientRect: () => ({ left: 0, top: 0, width: 100, height: 40 }) };
const offsets = ['exact', 'tenth', 'quarter', 'farther', 'unknown'];

describe('a press', () => {
  test.each<[string, object]>([
    ['exact', { target, clientX: 50.5, clientY: 20 }],
    ['tenth', { target, clientX: 58, clientY: 22 }],
    ['quarter', { target, clientX: 70, clientY: 20 }],
    ['farther', { target, clientX: 50, clientY: 39 }],
    ['unknown', { target: {}, clientX: 50, clientY: 20 }],
    ['unknown', { target: null, clientX: 50, clientY: 20 }],
    [
      'unknown',
      { target: { getBoundingClientRect: () => ({ left: 0, top: 0, width: 1_200, height: 9_000 }) } },
    ],
  ])('lands %s: %j', (offset, facts) => {
    const { page, reducer } = watching();
    page.fire('pointerdown', 100, { buttons: 1, ...facts });
    expect(offsets[reducer.presses.sums.offset.indexOf(1)]).toBe(offset);
  });

  test('of a finger is a touch alone', () => {
    const { page, reducer, totals } = watching();
    page.fire('pointerdown', 100, { pointerType: 'touch', buttons: 1 });
    const touch = { clientX: 5, clientY: 5, radiusX: 11, force: 0.4 };
    page.fire('touchstart', 100, { touches: [touch], changedTouches: [touch] });
    page.fire('touchend', 190, { touches: [], changedTouches: [touch] });
    expect([reducer.presses.sums.presses, reducer.touches.sums.taps]).toEqual([0, 1]);
    expect(totals.snapshot(200)['pointer_types']).toEqual(['touch']);
  });
});

describe('a move', () => {
  test('with a button down is a drag, and one nobody pressed is noted once', () => {
    const { page, reducer } = watching();
    for (const at of [10, 30, 50]) page.fire('pointermove', at, { buttons: 1, clientX: at });
    expect([reducer.presses.sums.drag_moves, reducer.trust.unexplained_buttons]).toEqual([3, 1]);
  });

  test.each([
    ['whole pixels', 10, { whole_moves: 1, fractional_moves: 0 }],
    ['fractions of a pixel', 10.4, { whole_moves: 0, fractional_moves: 1 }],
  ])('to %s is counted as that', (_, clientX, counted) => {
    const { page, reducer } = watching({ devicePixelRatio: 1 });
    page.fire('pointermove', 26, { clientX, clientY: 0 });
    expect(reducer.trust).toMatchObject(counted);
  });

  test('on a magnified page or a dense screen is not judged', () => {
    for (const over of [
      { devicePixelRatio: 1.25 },
      { visualViewport: { scale: 2 } },
      { visualViewport: null },
    ]) {
      const { page, reducer } = watching(over);
      for (const at of [10, 26, 42])
        page.fire('pointermove', at, {
          clientX: at + 0.5,
          clientY: 0,
        });
      expect(reducer.trust).toMatchObject({ whole_moves: 0, fractional_moves: 0 });
    }
  });

  test('made by a script in the page is noted', () => {
    const { page, reducer } = watching();
    page.fire('pointermove', 10, { isTrusted: false });
    expect(reducer.trust).toMatchObject({ events: 1, untrusted: 1 });
  });
});

describe('the time from an event to its handler', () => {
  const delays = (readings: readonly number[]) => {
    const { page, reducer } = watching();
    for (const now of readings) {
      page.now = now;
      page.fire('wheel', now - 1.03, { deltaX: 0, deltaY: 100, deltaMode: 0 });
    }
    return reducer.delay.events;
  };

  test('is unknown where the clock is rounded to frames or tenths of a second', () => {
    expect([delays([100, 200, 300]), delays([16.67, 50, 83.33])]).toEqual([0, 0]);
  });

  test('is known elsewhere', () => {
    expect(delays([101.3, 203.7])).toBe(2);
  });

  test('is not believed of events from another time', () => {
    const { page, reducer } = watching();
    page.now = 503.7;
    page.fire('wheel', -5, { timeStamp: 1_780_000_000_000, deltaX: 0, deltaY: 9, deltaMode: 0 });
    expect(reducer.delay.handler_ms[0]).toBe(1);
  });
});

describe('a key', () => {
  const key = (code: string, more = {}) => ({ code, key: 'x', repeat: false, isComposing: false, ...more });

  test('that repeats, or belongs to an input method, is no press', () => {
    const { page, reducer } = watching();
    page.fire('keydown', 10, key('KeyA'));
    page.fire('keydown', 500, key('KeyA', { repeat: true }));
    page.fire('keydown', 600, key('KeyB', { keyCode: 229 }));
    page.fire('keydown', 700, key('', {}));
    expect(reducer.keys.sums).toMatchObject({ presses: 1, composed: 2 });
  });

  test('released outside the window is forgotten', () => {
    const { page, reducer } = watching();
    page.fire('keydown', 10, key('AltLeft'));
    page.fire('blur', 20);
    page.fire('keyup', 400, key('AltLeft'));
    expect(reducer.keys.sums.hold[0]).toBe(0);
  });

  test.each<[string, number, (page: FakePage) => void]>([
    ['typed', 0, (page) => page.fire('keydown', 10, key('KeyA'))],
    ['pasted', 0, (page) => page.fire('paste', 10)],
    ['filled in', 1, () => {}],
  ])('a field that is %s counts as filled in %d times', (_, autofills, before) => {
    const { page, reducer } = watching();
    before(page);
    page.fire('input', 12, { inputType: 'insertText', target: { type: 'text' } });
    page.fire('input', 400, { target: { type: 'checkbox' } });
    expect(reducer.keys.sums.autofills).toBe(autofills);
  });
});

describe('scrolling', () => {
  test('of several parts is strung together', () => {
    const { page, reducer } = watching();
    const [menu, list] = [{ scrollTop: 0 }, { scrollTop: 500 }];
    for (const [at, part, top] of [
      [10, menu, 0],
      [20, list, 500],
      [30, menu, 40],
      [40, list, 530],
    ] as const) {
      part.scrollTop = top;
      page.fire('scroll', at, { target: part });
    }
    expect(reducer.scrolling.sums).toMatchObject({ events: 4, distance_px: 70 });
  });
});

describe('totals of a page', () => {
  test('of a pointer that only went straight on have no entropy, of one that turned every way much', () => {
    const [straight, wild] = [watching(), watching()];
    for (let frame = 0; frame < 90; frame += 1) {
      const turned = {
        clientX: 300 + 30 * Math.sin(frame * frame),
        clientY: 300 + 30 * Math.cos(frame * 1.7),
      };
      straight.page.fire('pointermove', frame * 17, { clientX: 9 * frame, clientY: 4 * frame });
      wild.page.fire('pointermove', frame * 17, turned);
    }
    expect(straight.totals.snapshot(2_000)['mouse_entropy']).toBe(0);
    expect(wild.totals.snapshot(2_000)['mouse_entropy']).toBeGreaterThan(0.6);
  });

  test('know nothing of what did not happen', () => {
    const { totals } = watching();
    expect(totals.snapshot(10)).toMatchObject({
      mouse_entropy: null,
      time_to_first_input_ms: null,
      first_input_delay_ms: null,
      mouse_moves: 0,
    });
  });
});

describe('a page notices nothing', () => {
  test('of a clock that fails while an event is heard', () => {
    const { page } = watching();
    const broken = () => {
      throw new Error('the page’s own');
    };
    Object.assign(page.window.performance, { now: broken });
    expect(() => page.fire('pointermove', 10, { clientX: 1, clientY: 1 })).not.toThrow();
  });
});

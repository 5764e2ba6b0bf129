import type { Reducer } from '@botect/browser';
import { describe, expect, test } from '@jest/globals';
import { behavioral } from './behavioral.ts';
import { forgedMotion } from './forged-motion.fixture.ts';
import { sessionSignals } from './session-signals.ts';
import { noWindows, type WindowEvidence } from './window-evidence.ts';
import { clicking, scoreAfter, stateAfter, typing } from './window-session.fixture.ts';

const ids = (act: (page: Reducer) => void) => scoreAfter(act).detectionIds;
const uneven = (n: number) => 60 + ((n * 37) % 90);

/** Clicks in one place, now and then after a slip of a pixel. */
const drumming = (page: Reducer) => {
  for (let n = 0; n < 30; n += 1) {
    if (n % 3 === 2) page.move(1_000 + n * 400, 300 + n, 200);
    page.press(1_150 + n * 400);
    page.release(1_150 + n * 400 + uneven(n));
  }
};
/** Goes to four buttons, hits one in its middle, and presses each again where it is. */
const repeating = (page: Reducer) => {
  for (let n = 0; n < 12; n += 1) {
    const approaches = n % 3 === 0;
    if (approaches) for (const move of [0, 17, 34]) page.move(900 + n * 500 + move, 40 + n * 20, move);
    page.press(1_000 + n * 500, approaches && n > 0 ? 'tenth' : 'exact');
    page.release(1_000 + n * 500 + uneven(n));
  }
};
/** A hand that rolls over four keys. */
const rolling = typing(
  24,
  (n) => 90 + (n % 5) * 7,
  (n) => 18 + ((n * 7) % 9),
);
const stepping = (times: number, spread: number) =>
  typing(times, uneven, (n) => 180 + spread * ((n * 37) % 9));

describe('people who are no usual case', () => {
  test.each<[string, (page: Reducer) => void]>([
    ['click fast in one place and slip', drumming],
    ['press one button in its middle again and again', repeating],
    ['drum on the keys', rolling],
    ['step through a page by one key, steadily', stepping(20, 6)],
  ])('%s, and meet no rule', (_, act) => {
    expect(ids(act)).toEqual([]);
  });

  test('a pace no key of a person keeps for long is one of a driver', () => {
    expect(ids(stepping(20, 0))).toEqual([3014]);
    expect(ids(stepping(60, 6))).toEqual([3014]);
  });
});

/** A session of nothing but these counts; no page brings them about together. */
function judged(counts: WindowEvidence['counts'], over: Partial<WindowEvidence> = {}) {
  const state = stateAfter(() => {});
  if (state.windows === undefined) throw new Error('no window');
  const declared = { automation: null, browser: 'chrome', engine: 'blink', major: 142 } as const;
  const agent = { ...declared, system: 'linux', phone: false } as const;
  const windows = { ...state.windows, counts, ...over };
  return behavioral(sessionSignals({ ...state, declared: agent, windows }));
}

const { counts } = stateAfter(clicking(6, 20, 90)).windows ?? noWindows;
/** What a slow connection to a computer elsewhere shows of everything. */
const remote = {
  ...counts,
  samples: { events: 200, joined: [200, 0, 0, 0, 0] },
  delay: { events: 200, handler_ms: [0, 0, 0, 0, 0, 200, 0, 0] },
  trust: {
    events: 200,
    untrusted: 0,
    unexplained_buttons: 0,
    mouse_presses: 6,
    weightless_presses: 0,
    whole_moves: 0,
    fractional_moves: 200,
  },
  wheel: { events: 20, notches: 20, repeats: 19, coarse: 0 },
  scroll: {
    events: 20,
    distance_px: 2_000,
    reversals: 0,
    long_steps: 20,
    bursts: 4,
    burst_events: [0, 4, 0, 0, 0, 0],
    unprompted: 20,
  },
} as const;

describe('weak signs', () => {
  test('of one cause are worth one strong sign together, and silence nothing that speaks for a person', () => {
    const { reasons, score } = judged({ ...remote, motion: undefined } as never);
    const weak = reasons.filter(({ points }) => points < 0);
    expect(weak.map(({ id }) => id)).toEqual([3020, 3025, 3017, 3018, 3019]);
    expect(weak.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(-20, 0);
    expect(reasons.map(({ term }) => term)).toContain('natural_presses');
    expect(score).toBeGreaterThanOrEqual(30);
  });

  test('that are no detection never end below 30, whatever they add up to', () => {
    const key = { ...stateAfter(typing(60, uneven, (n) => 160 + 4 * uneven(n))).windows?.counts.key };
    const { reasons, score } = judged({ key: { ...key, rollovers: 0 }, motion: forgedMotion(-18) } as never);
    expect(reasons.filter(({ id }) => id !== null)).toEqual([]);
    expect(reasons.reduce((sum, { points }) => sum + points, 50)).toBeLessThan(29);
    expect([30, 31, 32]).toContain(score);
  });
});

describe('a forger', () => {
  test('of a perfect person reaches 80 and no more, and one that repeats it elsewhere 20', () => {
    const touch = {
      taps: 50,
      swipes: 50,
      straightness: [],
      radius_known: 50,
      radius_varied: 50,
      force_known: 0,
      force_varied: 0,
    };
    const samples = { events: 900, joined: [0, 300, 300, 300, 0] };
    const press = { ...counts.press, length_ms: [0, 0, 0, 0, 0, 0, 0, 0, 90, 0, 0, 0] };
    const perfect = { ...counts, press, touch, samples, motion: forgedMotion(25) } as never;
    const { reasons, score } = judged(perfect);
    expect(reasons.reduce((sum, { points }) => sum + points, 50)).toBeGreaterThan(90);
    expect(score).toBe(80);
    expect(judged(perfect, { compared: 9, shared: 9 }).score).toBe(20);
  });
});

import type { Reducer } from '@botect/browser';
import type { WindowCounts } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import type { DeclaredAgent } from './declared-agent.ts';
import { scoreSession } from './score-session.ts';
import { clicking, stateAfter, typing } from './window-session.fixture.ts';

const chrome: DeclaredAgent = {
  automation: null,
  browser: 'chrome',
  engine: 'blink',
  major: 142,
  system: 'linux',
  phone: false,
};
const agents = {
  chrome,
  windows: { ...chrome, system: 'windows' },
  macos: { ...chrome, system: 'macos' },
  safari: { ...chrome, browser: 'safari', engine: 'webkit', system: 'macos' },
  talkBack: { ...chrome, system: 'android', phone: true },
  nobody: null,
} as const satisfies Record<string, DeclaredAgent | null>;

interface Visit {
  readonly act: (page: Reducer) => void;
  readonly declared?: DeclaredAgent | null;
  /** What the page's reducer was told besides. */
  readonly counts?: WindowCounts;
}

function idsOf({ act, declared = chrome, counts = {} }: Visit): readonly number[] {
  const { windows, ...state } = stateAfter(act);
  if (windows === undefined) throw new Error('no window');
  return scoreSession({
    ...state,
    declared,
    windows: { ...windows, counts: { ...windows.counts, ...counts } },
  }).detectionIds;
}

const trust = {
  events: 400,
  untrusted: 0,
  unexplained_buttons: 0,
  mouse_presses: 6,
  weightless_presses: 6,
  whole_moves: 0,
  fractional_moves: 300,
};
const delay = { events: 400, handler_ms: [400, 0, 0, 0, 0, 0, 0, 0] };
const driven = clicking(6, 2, 1);
const instantKeys = typing(
  20,
  (n) => 1 + (n % 9),
  (n) => 120 + ((n * 37) % 90),
);
const doing =
  (...acts: ((page: Reducer) => void)[]) =>
  (page: Reducer) => {
    for (const act of acts) act(page);
  };
const tapping = (page: Reducer) => {
  for (const t of [20_000, 22_000]) {
    page.touchStart({ t, x: 9, y: 9 });
    page.touchEnd(t + 70);
  }
};

describe('what honest circumstances explain is held against nobody', () => {
  test.each<[string, Visit, readonly number[]]>([
    [
      'a driver in Chromium: presses too short, without force, between pixels',
      { act: driven, counts: { trust, delay } },
      [3011, 3024, 3025],
    ],
    [
      'Safari, which tells no force',
      { act: clicking(6, 2, 90), declared: agents.safari, counts: { trust } },
      [],
    ],
    ['an agent nobody has read', { act: clicking(6, 2, 90), declared: null, counts: { trust } }, []],
    [
      'a screen reader on a telephone',
      { act: clicking(6, 2, 90), declared: agents.talkBack, counts: { trust } },
      [],
    ],
    [
      'macOS, which moves between pixels',
      {
        act: clicking(6, 2, 90),
        declared: agents.macos,
        counts: { trust: { ...trust, weightless_presses: 0 } },
      },
      [],
    ],
    [
      'Windows, which does not',
      {
        act: clicking(6, 2, 90),
        declared: agents.windows,
        counts: { trust: { ...trust, weightless_presses: 0 } },
      },
      [3025],
    ],
    [
      'a screen reader: no move, no time, no force',
      { act: clicking(6, 0, 0), counts: { trust: { ...trust, fractional_moves: 0 } } },
      [],
    ],
    [
      'a clock in drawn frames: no press and no key can be timed',
      {
        act: doing(driven, instantKeys),
        counts: {
          trust: { ...trust, weightless_presses: 0, fractional_moves: 0 },
          delay: { ...delay, events: 0 },
        },
      },
      [],
    ],
    ['a keyboard on a screen, by the fingers that use it', { act: doing(instantKeys, tapping) }, []],
    ['a keyboard on a screen, by the system', { act: instantKeys, declared: agents.talkBack }, []],
    [
      'one touch beside many clicks makes no telephone',
      { act: doing(clicking(6, 2, 90), instantKeys, tapping) },
      [3013],
    ],
  ])('%s', (_, visit, expected) => {
    expect(idsOf(visit)).toEqual(expected);
  });
});

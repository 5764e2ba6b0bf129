import { moves, type SessionSignals } from './session-signals.ts';

/** Visible time without input below which silence says nothing; reading a page takes longer than this. */
const silenceMs = 30_000;

export interface SnapshotTerm {
  /** Says what windows do not measure, so it applies beside them too. */
  readonly besideWindows?: true;
  readonly id: number | null;
  readonly term: string;
  readonly points: number;
  /** What was measured when the term applies, else null. Not measured is not evidence. */
  readonly applies: (signals: SessionSignals) => string | null;
}

const when = (condition: boolean, evidence: string): string | null => (condition ? evidence : null);
const entropyOf = ({ behavioral }: SessionSignals): number => behavioral.mouseEntropy ?? -1;

/**
 * A scorecard of the documented events: each term adds its points to the neutral mark. First version, hand-set: the natural terms are
 * calibrated so that the published example of a person (entropy 0.74 over 128 moves) scores 87, and collector 1.5's
 * recorded desktop visitor (entropy 0.181 over 25 moves, a scroll, a click) is well above any usual threshold.
 */
export const snapshotTerms: readonly SnapshotTerm[] = [
  {
    id: null,
    term: 'varied_pointer',
    points: 25,
    applies: (s) => when(moves(s.totals) >= 10 && entropyOf(s) >= 0.5, `mouse_entropy ${entropyOf(s)}`),
  },
  {
    id: null,
    term: 'natural_pointer',
    points: 12,
    applies: (s) =>
      when(
        moves(s.totals) >= 10 && entropyOf(s) >= 0.1 && entropyOf(s) < 0.5,
        `mouse_entropy ${entropyOf(s)}`,
      ),
  },
  {
    id: null,
    term: 'sustained_pointer',
    points: 12,
    applies: (s) => when(moves(s.totals) >= 100 && entropyOf(s) >= 0.1, `moves ${moves(s.totals)}`),
  },
  {
    id: null,
    term: 'mixed_input',
    points: 8,
    applies: (s) => when(kindsOfInput(s) >= 2, `${kindsOfInput(s)} kinds of input`),
  },
  {
    id: null,
    term: 'unhurried_start',
    points: 5,
    applies: ({ behavioral: b }) =>
      when((b.timeToFirstInputMs ?? 0) >= 300, `time_to_first_input_ms ${b.timeToFirstInputMs}`),
  },
  {
    id: null,
    term: 'touch',
    points: 12,
    applies: (s) =>
      when(s.pointerTypes.includes('touch') && (s.maxima.max_touch_points ?? 0) > 0, 'touch input'),
  },
  {
    id: 3001,
    term: 'no_input',
    besideWindows: true,
    points: -15,
    applies: (s) =>
      when(s.inputs === 0 && (s.totals.visible_ms ?? 0) >= silenceMs, `visible_ms ${s.totals.visible_ms}`),
  },
  {
    id: 3002,
    term: 'low_pointer_entropy',
    points: -30,
    applies: (s) =>
      when(
        moves(s.totals) >= 10 && entropyOf(s) >= 0 && entropyOf(s) < 0.05,
        `mouse_entropy ${entropyOf(s)}`,
      ),
  },
  {
    id: 3003,
    term: 'impossible_scroll_speed',
    besideWindows: true,
    points: -15,
    applies: ({ behavioral: b }) =>
      when((b.scrollVelocity ?? 0) > 50_000, `scroll_velocity ${b.scrollVelocity}`),
  },
  {
    id: 3004,
    term: 'instant_first_input',
    besideWindows: true,
    points: -15,
    applies: (s) => when(s.inputs > 0 && firstInputImpossible(s), firstInput(s)),
  },
  {
    id: 3005,
    term: 'clicks_without_movement',
    points: -25,
    applies: (s) =>
      when(
        mouseOnly(s) && (s.totals.click_events ?? 0) >= 3 && movesMeasured(s) && moves(s.totals) === 0,
        `click_events ${s.totals.click_events}`,
      ),
  },
  {
    id: 3006,
    term: 'activity_while_hidden',
    besideWindows: true,
    points: -20,
    applies: (s) =>
      when(s.inputs > 0 && s.totals.visible_ms === 0 && (s.totals.total_ms ?? 0) >= 3_000, 'visible_ms 0'),
  },
];

function kindsOfInput({ totals }: SessionSignals): number {
  return [moves(totals), totals.scroll_events, totals.click_events, totals.key_events].filter(
    (n) => (n ?? 0) > 0,
  ).length;
}

/** Nobody reacts to a page within 30 ms; a delay of exactly 0 is no browser's measurement of an input that happened. */
function firstInputImpossible({
  behavioral: { timeToFirstInputMs, firstInputDelayMs },
}: SessionSignals): boolean {
  return timeToFirstInputMs === null ? firstInputDelayMs === 0 : timeToFirstInputMs < 30;
}

function firstInput({ behavioral: { timeToFirstInputMs, firstInputDelayMs } }: SessionSignals): string {
  return timeToFirstInputMs === null
    ? `first_input_delay_ms ${firstInputDelayMs}`
    : `time_to_first_input_ms ${timeToFirstInputMs}`;
}

/** Touch and pen do not move before they click, and the keyboard clicks too. */
function mouseOnly({ pointerTypes, totals }: SessionSignals): boolean {
  return !pointerTypes.includes('touch') && !pointerTypes.includes('pen') && (totals.key_events ?? 0) === 0;
}

function movesMeasured({ totals }: SessionSignals): boolean {
  return totals.mouse_moves !== undefined || totals.pointer_moves !== undefined;
}

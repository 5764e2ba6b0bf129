import type { Counts, WindowGroup, WindowPayload } from '@botect/contracts';
import { hashesPerStroke } from './replay.ts';

/** A sentence that is true of every window, and whether it is true of this one. */
type Claim = readonly [sentence: string, holds: boolean];

/** Browsers hand out one position a drawn frame, ms. */
const frameMs = 1_000 / 60;
/** A page that was busy handles input after the cut that happened before it; ms. */
const lateMs = 1_000;
/** Running totals are rounded before they are subtracted: a difference is off by 1, and by what floats lose. */
const rounding = 2;
/** Moves after so many interruptions that left no other trace, such as buttons that were pressed elsewhere. */
const interruptionsMax = 100;
/** A gap between points that is no pause is shorter, ms. */
const pauseMs = 100;
/** From where pauses and steps are counted in their bins: ms, px. */
const pauseBins = [100, 300, 1_000, 5_000];
const stepBins = [0, 0.99, 1.5, 2.5, 4.5, 8.5, 16.5, 32.5];
/** Greatest ℓ of the rhythm: 100·log2(1 + 50·100). */
const levelMax = 1_229;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const at = (values: readonly number[], place: number): number => values[place] ?? 0;
const weighted = (values: readonly number[], by: readonly number[]): number =>
  values.reduce((total, value, place) => total + value * at(by, place), 0);
/** n·Σx² ≥ (Σx)² of any numbers; the products may be too large to be exact. */
const spread = (n: number, x: number, xx: number): boolean => n * xx >= x * x * (1 - 1e-9);

/**
 * What a window says that no movement of a hand and no cut can bring about; empty for every window of the browser
 * script. All counts are differences between two cuts: what is counted at the same moment agrees exactly, what
 * begins before the cut and ends after it may be one too many.
 */
export function contradictions(window: WindowPayload): readonly string[] {
  const before = judged.get(window);
  if (before !== undefined) return before;
  const found = contradictionsIn(window);
  judged.set(window, found);
  return found;
}

/** A window is asked about when its movements are compared, and again when it is folded. */
const judged = new WeakMap<WindowPayload, readonly string[]>();

function contradictionsIn(window: WindowPayload): readonly string[] {
  const claims = Object.entries(checks).flatMap(([name, check]) => {
    const group = window[name as WindowGroup];
    return group === undefined ? [] : (check as GroupCheck)(group, window);
  });
  return claims.flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
}

type GroupCheck = (group: Counts<WindowGroup>, window: WindowPayload) => Claim[];

const checks: { readonly [Group in WindowGroup]?: (group: Counts<Group>, window: WindowPayload) => Claim[] } =
  {
    motion: (motion, window) => [
      ...stepsAgree(motion),
      ...turnsAgree(motion),
      ...cellsAgree(motion),
      ...strokesAgree(motion, window),
      ...motionTakesTime(motion, window),
    ],
    press: (p) => [
      ['every press has a pause before it', sum(p.rest_ms) === p.presses],
      ['every press has moves before it', sum(p.moves_before) === p.presses],
      ['every press has a place', sum(p.offset) === p.presses],
      ['releases follow presses', p.drags + sum(p.length_ms) <= p.presses + 1],
      ['drags move', 3 * (p.drags - 1) <= p.drag_moves],
    ],
    key: keysAgree,
    scroll: (s) => [
      ['bursts have lengths', sum(s.burst_events) === s.bursts],
      ['bursts are of scroll events', s.bursts <= s.events],
      ['reversals are scroll events', s.reversals <= s.events],
      ['long steps are scroll events', s.long_steps <= s.events],
      ['unprompted steps are scroll events', s.unprompted <= s.events],
      ['long steps cover distance', s.distance_px + rounding >= 100 * s.long_steps],
    ],
    wheel: (w) => [
      ['notches, repeats and lines are wheel events', Math.max(w.notches, w.repeats, w.coarse) <= w.events],
    ],
    touch: (t) => [
      ['every tap has a length', sum(t.tap_ms) === t.taps],
      ['every swipe has a shape', sum(t.straightness) === t.swipes],
      ['every swipe has a speed', sum(t.swipe_speed) === t.swipes],
      ['radii are of touches', t.radius_varied <= t.radius_known && t.radius_known <= t.taps + t.swipes],
      ['forces are of touches', t.force_varied <= t.force_known && t.force_known <= t.taps + t.swipes],
    ],
    samples: (s) => [['every move has samples', sum(s.joined) === s.events]],
    delay: (d) => [['every event has a delay', sum(d.handler_ms) === d.events]],
    trust: (t) => [['untrusted events are events', t.untrusted <= t.events]],
    page: (p, { seq, at_ms, span_ms }) => [
      [
        'a window shows its own time',
        p.visible_ms + p.hidden_ms <= span_ms + (seq === 0 ? at_ms : 0) + lateMs,
      ],
    ],
  };

function stepsAgree(m: Counts<'motion'>): Claim[] {
  const steps = sum(m.step);
  return [
    ['every step has a speed', sum(m.speed) === steps],
    ['steps and pauses are between moves', steps + sum(m.pauses) <= m.moves],
    ['long steps are steps of 2 px', sum(m.step.slice(3)) <= m.long_steps],
    ['long steps are steps', m.long_steps <= sum(m.step.slice(2))],
    ['steps along an axis are long', m.axis_steps <= m.long_steps],
    ['repeated steps are long', m.repeated_steps <= m.long_steps],
    ['short steps have times', sum(m.step.slice(0, 2)) <= sum(m.short_step_frames)],
    ['times of short steps are of steps', sum(m.short_step_frames) <= sum(m.step.slice(0, 3))],
    ['steps of many px have times', sum(m.step.slice(5)) <= sum(m.long_step_frames)],
    ['times of long steps are of steps', sum(m.long_step_frames) <= sum(m.step.slice(4))],
    ['the path is as long as its steps', m.path_px + rounding >= weighted(m.step, stepBins)],
    [
      'the path is no longer than its steps',
      at(m.step, 7) > 0 || m.path_px - rounding <= weighted(m.step, stepBins.slice(1)),
    ],
    // The first straight piece may have begun, and wandered within its 12 px, before the cut.
    ['a short cut is no detour', m.coarse_px <= m.path_px + 12 + 3 * rounding],
    ['bends are at moves', sum(m.bend) <= m.moves],
  ];
}

function turnsAgree(m: Counts<'motion'>): Claim[] {
  const turns = sum(m.turn);
  const [n, x, y, xx, xy, yy] = [0, 1, 2, 3, 4, 5].map((place) => at(m.power_law, place)) as Six;
  const [varX, varY] = [n * xx - x * x, n * yy - y * y];
  return [
    ['turns are between steps', turns <= sum(m.step)],
    ['turns between long steps are turns', m.long_turn.every((long, place) => long <= at(m.turn, place))],
    ['changes of speed are at steps', m.step_flips <= m.step_pairs && m.step_pairs <= turns],
    ['every turn is between two speeds', sum(m.step_ratio) === turns],
    ['pairs of turns are of turns with a side', m.turn_pairs <= turns - at(m.turn, 0)],
    ['flips are pairs', m.turn_flips <= m.turn_pairs],
    ['curvature is of turns', n <= turns],
    ['curvature varies', spread(n, x, xx)],
    ['speed varies', spread(n, y, yy)],
    // |cov(x, y)| ≤ σx·σy, up to the precision of such products.
    [
      'they vary together',
      (n * xy - x * y) ** 2 <= varX * varY + 1e-9 * (n * xx * n * yy) + 1e-9 * (x * y) ** 2,
    ],
  ];
}

type Six = [number, number, number, number, number, number];

function cellsAgree(m: Counts<'motion'>): Claim[] {
  const [n, now, squared, once, twice] = [0, 1, 2, 3, 4].map((place) => at(m.rhythm, place)) as Six;
  return [
    // A cell of 50 ms may have begun before the cut.
    ['cells take 50 ms', 50 * (sum(m.ratio) - 1) <= m.active_ms + rounding],
    ['every pair of accelerations has a rhythm', n === m.acceleration_pairs],
    ['accelerations are between cells', m.acceleration_pairs <= sum(m.ratio)],
    ['changes of acceleration are pairs', m.acceleration_flips <= m.acceleration_pairs],
    ['peaks are pairs of accelerations', m.peaks <= m.acceleration_pairs],
    ['rhythm varies', spread(n, now, squared)],
    ['speeds of cells have a bound', now <= levelMax * n && squared <= levelMax * now],
    ['speeds before have a bound', Math.max(once, twice) <= levelMax * now],
  ];
}

function strokesAgree(m: Counts<'motion'>, { sketch }: WindowPayload): Claim[] {
  const profiles = sum(m.peak_time);
  return [
    ['every stroke is straight or not', sum(m.straightness) === m.strokes],
    ['every stroke takes time', sum(m.stroke_ms) === m.strokes],
    ['bows are of strokes', sum(m.bow) <= m.strokes],
    ['profiles are of strokes', profiles <= m.strokes],
    ['profiles have peaks', sum(m.peaks_per_stroke) === profiles],
    ['profiles have ends', sum(m.final_speed) <= profiles],
    ['profiles with ends have beginnings', sum(m.initial_speed) === sum(m.final_speed)],
    // One stroke may have begun before the cut.
    ['strokes are of 4 moves, shorter movements of 2', 4 * (m.strokes - 1) + 2 * m.dabs <= m.moves],
    ['strokes are of 40 px', 40 * (m.strokes - 1) <= m.path_px + rounding],
    ['sketches are of whole strokes', sketch.length % hashesPerStroke === 0],
    ['sketches are of strokes', sketch.length <= hashesPerStroke * m.strokes],
  ];
}

function motionTakesTime(m: Counts<'motion'>, window: WindowPayload): Claim[] {
  const { span_ms } = window;
  const steps = sum(m.step);
  // Runs of steps without a pause between them; the first may have begun before the cut.
  const runs = m.moves - steps + 1;
  const longest = pauseBins.findLast((_, place) => at(m.pauses, place) > 0) ?? 0;
  const pauses = weighted(m.pauses, pauseBins) - longest;
  return [
    ['steps come once a frame', (steps + sum(m.pauses) - 2) * frameMs <= span_ms + lateMs],
    ['moves begin once, and after interruptions', m.moves - steps - sum(m.pauses) <= interruptions(window)],
    ['steps take frames', m.active_ms + 2 * rounding >= (steps - runs) * frameMs],
    ['steps are shorter than pauses', m.active_ms - rounding <= pauseMs * steps],
    ['movement takes its time', m.active_ms + pauses <= span_ms + pauseMs + lateMs],
  ];
}

/** Presses, releases and drags end a run of steps, so that two moves of one frame may count. */
function interruptions({ press }: WindowPayload): number {
  return interruptionsMax + (press === undefined ? 0 : 2 * press.presses + press.drag_moves);
}

/** Keys that may be down at the cut, the longest hold and the longest gap that are counted, ms. */
const [downMax, holdMax, gapMax] = [16, 1_000, 2_000];

function keysAgree(k: Counts<'key'>, { span_ms }: WindowPayload): Claim[] {
  const [holds, hold, holdSquared] = [at(k.hold, 0), at(k.hold, 1), at(k.hold, 2)];
  const [gaps, gap, gapSquared] = [at(k.gap, 0), at(k.gap, 1), at(k.gap, 2)];
  return [
    ['holds have a length', sum(k.hold_ms) === holds],
    ['gaps have a length', sum(k.gap_ms) === gaps],
    ['gaps are between pairs', gaps === k.pairs],
    ['pairs end with a press', k.pairs <= k.presses],
    ['holds are of presses', holds <= k.presses + downMax],
    ['keys overlap, follow at once, or neither', k.rollovers + k.immediate <= k.pairs],
    ['holds vary', spread(holds, hold, holdSquared)],
    ['gaps vary', spread(gaps, gap, gapSquared)],
    ['holds have a bound', hold <= holdMax * holds && holdSquared <= holdMax * hold],
    ['gaps have a bound', gap <= gapMax * gaps && gapSquared <= gapMax * gap],
    ['typing takes its time', gap - gaps <= span_ms + gapMax + lateMs],
  ];
}

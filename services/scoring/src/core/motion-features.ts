import type { Counts } from '@botect/contracts';

type Motion = Counts<'motion'>;

/**
 * What the free movement of a session looks like, each a number without unit, or null when too little of it was seen.
 * Shares and ratios only: none grows with the length of a session, and none is the rate at which the pointer reports.
 */
export const motionFeatures = {
  slow_steps: (m) => share(m.speed, [0, 3], 12),
  fast_steps: (m) => share(m.speed, [8, 12], 12),
  speed_variety: (m) => entropy(m.speed, 12),
  pixel_steps: (m) => share(m.step, [1, 2], 12),
  step_variety: (m) => entropy(m.step, 12),
  straight_steps: (m) => share(m.turn, [0, 1], 10),
  slight_turns: (m) => share(m.turn, [1, 3], 10),
  sharp_turns: (m) => share(m.turn, [5, 8], 10),
  reversals: (m) => share(m.turn, [7, 8], 10),
  turn_variety: (m) => entropy(m.turn, 10),
  straight_bends: (m) => share(m.bend, [0, 2], 6),
  medium_bends: (m) => share(m.bend, [3, 5], 6),
  sharp_bends: (m) => share(m.bend, [5, 8], 6),
  bend_variety: (m) => entropy(m.bend, 6),
  steady_speed: (m) => share(m.ratio, [4, 5], 4),
  sudden_speed: (m) => ends(m.ratio, 4),
  speed_change_variety: (m) => entropy(m.ratio, 4),
  braking: (m) => lowerHalf(m.ratio, 4),
  long_straight: (m) => share(m.long_turn, [0, 1], 6),
  long_slight: (m) => share(m.long_turn, [1, 3], 6),
  long_sharp: (m) => share(m.long_turn, [4, 8], 6),
  long_turn_variety: (m) => entropy(m.long_turn, 6),
  even_steps: (m) => share(m.step_ratio, [4, 5], 8),
  uneven_steps: (m) =>
    rate(between(m.step_ratio, 0, 2) + between(m.step_ratio, 7, 9), total(m.step_ratio), 8),
  wild_steps: (m) => ends(m.step_ratio, 8),
  step_ratio_variety: (m) => entropy(m.step_ratio, 8),
  step_flips: (m) => rate(m.step_flips, m.step_pairs, 6),
  short_step_delays: (m) => share(m.short_step_frames, [1, 4], 5),
  long_step_delays: (m) => share(m.long_step_frames, [1, 4], 5),
  short_straight: (m) => short(m, [0, 1]),
  short_sharp: (m) => short(m, [5, 8]),
  unsteady_against_bent: (m) => against([m.step_ratio, ratioSizes], [m.long_turn, turnSizes]),
  unsteady_against_paced: (m) => against([m.step_ratio, ratioSizes], [m.ratio, ratioSizes]),
  bent_against_curved: (m) => against([m.long_turn, turnSizes], [m.bend, turnSizes]),
  dabs: (m) => rate(m.dabs, m.dabs + m.strokes, 2),
  initial_speed: (m) => mean(m.initial_speed, 2),
  pause_rate: (m) => rate(total(m.pauses), m.moves, 12),
  long_pauses: (m) => share(m.pauses, [2, 4], 3),
  turn_flips: (m) => rate(m.turn_flips, m.turn_pairs, 6),
  acceleration_flips: (m) => rate(m.acceleration_flips, m.acceleration_pairs, 4),
  peaks_per_second: (m) => rate(m.peaks * 1_000, m.active_ms, 300),
  axis_steps: (m) => rate(m.axis_steps, m.long_steps, 10),
  repeated_steps: (m) => rate(m.repeated_steps, m.long_steps, 10),
  roughness: (m) => rate(m.path_px, m.coarse_px, 60),
  rhythm_1: (m) => autocorrelation(m.rhythm, 3),
  rhythm_2: (m) => autocorrelation(m.rhythm, 4),
  speed_spread: (m) => spread(m.rhythm),
  power_slope: (m) => regression(m.power_law)?.slope ?? null,
  power_correlation: (m) => regression(m.power_law)?.correlation ?? null,
  straight_strokes: (m) => mean(m.straightness, 2),
  stroke_peak: (m) => mean(m.peak_time, 2),
  peaks_per_stroke: (m) => mean(m.peaks_per_stroke, 2),
  final_speed: (m) => mean(m.final_speed, 2),
  stroke_time: (m) => mean(m.stroke_ms, 2),
  stroke_bow: (m) => mean(m.bow, 2),
} as const satisfies Record<string, (motion: Motion) => number | null>;

export type MotionFeature = keyof typeof motionFeatures;
export const motionFeatureNames = Object.keys(motionFeatures) as MotionFeature[];

type Bins = readonly number[];
type Range = readonly [from: number, to: number];

/** Of the bins from…to. Loops, because this is most of what scoring a session takes. */
function between(bins: Bins, from: number, to: number): number {
  let sum = 0;
  for (let bin = from; bin < to; bin += 1) sum += bins[bin] ?? 0;
  return sum;
}

const total = (bins: Bins): number => between(bins, 0, bins.length);

function rate(part: number, whole: number, least: number): number | null {
  return whole < least ? null : part / whole;
}

/** Share of the bins from…to among all, when all of them hold at least so many. */
function share(bins: Bins, [from, to]: Range, least: number): number | null {
  return rate(between(bins, from, to), total(bins), least);
}

/** Share of the first and the last bin. */
function ends(bins: Bins, least: number): number | null {
  return rate((bins[0] ?? 0) + (bins.at(-1) ?? 0), total(bins), least);
}

/** Share below the middle bin among what is outside of it. */
function lowerHalf(bins: Bins, least: number): number | null {
  const middle = (bins.length - 1) / 2;
  const below = between(bins, 0, middle);
  return rate(below, below + between(bins, middle + 1, bins.length), least);
}

/** 0 when all is in one bin, 1 when spread evenly; corrected for small samples (Miller–Madow). */
function entropy(bins: Bins, least: number): number | null {
  const n = total(bins);
  if (n < least) return null;
  let [used, nats] = [0, 0];
  for (const count of bins) {
    if (count === 0) continue;
    used += 1;
    nats -= (count / n) * Math.log(count / n);
  }
  return Math.min(1, (nats + (used - 1) / (2 * n)) / Math.log(bins.length));
}

/** Share of some sizes of turn among the turns of short steps. */
function short({ turn, long_turn }: Motion, range: Range): number | null {
  const bins = turn.map((count, bin) => Math.max(0, count - (long_turn[bin] ?? 0)));
  return share(bins, range, 6);
}

/** Typical sizes of the bins of a ratio of speeds (absolute logarithm) and of a turn (radians). */
const ratioSizes = [2, 1.1, 0.55, 0.2, 0.04, 0.2, 0.55, 1.1, 2];
const turnSizes = [0.004, 0.025, 0.09, 0.24, 0.5, 0.9, 1.5, 2.5];

type Sized = readonly [bins: Bins, sizes: Bins];

/**
 * Logarithm of one typical size through another. Hands are unsteady along their path, added noise across it as well; what is
 * noise at a fine scale is gone at a coarse one, what a hand does is not.
 */
function against(one: Sized, other: Sized): number | null {
  const [a, b] = [typical(one), typical(other)];
  return a === null || b === null ? null : Math.log((a + 0.02) / (b + 0.02));
}

function typical([bins, sizes]: Sized): number | null {
  const n = total(bins);
  return n < 6 ? null : weighted(bins, (bin) => sizes[bin] ?? 0) / n;
}

function weighted(bins: Bins, weightOf: (bin: number) => number): number {
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin += 1) sum += (bins[bin] as number) * weightOf(bin);
  return sum;
}

const itself = (bin: number): number => bin;

/** Mean number of the bin. */
function mean(bins: Bins, least: number): number | null {
  return rate(weighted(bins, itself), total(bins), least);
}

function variance([n = 0, sum = 0, squares = 0]: Bins): number | null {
  if (n < 5) return null;
  return Math.max(0, squares / n - (sum / n) ** 2);
}

/** Of the speed with itself one (`at` 3) or two cells (`at` 4) before, −1…1. */
function autocorrelation(rhythm: Bins, at: 3 | 4): number | null {
  const [n = 0, sum = 0] = rhythm;
  const whole = variance(rhythm);
  if (whole === null || whole < 1) return null;
  return clamp(((rhythm[at] ?? 0) / n - (sum / n) ** 2) / whole);
}

function spread(rhythm: Bins): number | null {
  const whole = variance(rhythm);
  return whole === null ? null : Math.sqrt(whole) / 100;
}

/** Speed over curvature, both logarithmic: hands slow down in bends by a power of about a third. */
function regression([n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0]: Bins) {
  if (n < 8) return null;
  const [sxx, sxy, syy] = [xx - (x * x) / n, xy - (x * y) / n, yy - (y * y) / n];
  if (sxx <= n || syy <= n) return null;
  return { slope: Math.max(-3, Math.min(3, sxy / sxx)), correlation: clamp(sxy / Math.sqrt(sxx * syy)) };
}

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));

/** Shares of moves that follow within 100 ms, and of steps that took more than 4.5 frames. */
const [followedMin, lateMax] = [0.6, 0.35];

/**
 * Whether the pointer was seen too rarely to judge how it moved: recorders and remote screens that look ten times a second
 * see corners where there are bends. What they see is no movement anybody made, so it says nothing.
 */
export function isSparse({
  moves,
  speed,
  short_step_frames: short,
  long_step_frames: long,
}: Motion): boolean {
  const timed = total(short) + total(long);
  const late = (short[3] ?? 0) + (long[3] ?? 0);
  return total(speed) < followedMin * moves || late > lateMax * timed;
}

import type { Counts } from '@botect/contracts';
import { levelOff } from './level-off.ts';
import { isSparse, type MotionFeature, motionFeatureNames, motionFeatures } from './motion-features.ts';
import weights from './motion-weights.json' with { type: 'json' };
import type { Reason } from './opinion.ts';

/** Points by the bin a value falls in: `points[i]` below `edges[i]`, the last above all edges. */
export interface FeatureWeights {
  readonly edges: readonly number[];
  readonly points: readonly number[];
}

export interface FeatureModel extends FeatureWeights {
  /** Between these lie 94 of 100 people. */
  readonly usual: readonly number[];
}

/** Weights for sessions of at least so many moves. */
export interface MotionClass {
  readonly movesMin: number;
  /** Typical number of moves of the sessions it was fitted on. */
  readonly moves: number;
  /** What doubt leaves of a sum below 0 at that number of moves; in between it is interpolated. */
  readonly doubt: number;
  readonly features: Readonly<Record<string, FeatureModel>>;
  /** By the share of measures outside of where most people are. */
  readonly strangeness: FeatureWeights;
}

export interface MotionWeights {
  readonly version: string;
  /** By `movesMin`, ascending. */
  readonly classes: readonly MotionClass[];
}

/** Fitted by `evaluate/fit`; how, on what and how well: docs/detection.md. */
export const motionWeights: MotionWeights = weights;

/** What free movement is worth at most, in either direction: how a hand moves can be imitated, so that it speaks for less. */
export const motionPoints = { lowest: -45, highest: 25 } as const;
/** From here on further points for a person are worth less and less. */
const levellingFrom = 15;
/** Terms named one by one; the sum of all others is named as one. */
const namedMax = 8;
/** A sum this low is a detection by itself. */
const syntheticBelow = -20;
export const syntheticMotion = 3010;

export interface MotionOpinion {
  readonly points: number;
  readonly reasons: readonly Reason[];
}

/** Judges free movement by table look-ups; null with fewer moves than the smallest class. */
export function judgeMotion(
  motion: Counts<'motion'>,
  model: MotionWeights = motionWeights,
): MotionOpinion | null {
  const fitting = model.classes.findLast(({ movesMin }) => motion.moves >= movesMin);
  if (fitting === undefined || isSparse(motion)) return null;
  const terms: Term[] = [];
  for (const name of motionFeatureNames) {
    const term = termOf(name, motion, fitting);
    if (term !== null) terms.push(term);
  }
  const strange = strangenessOf(terms, fitting);
  if (strange !== null) terms.push(strange);
  let sum = 0;
  for (const { points } of terms) sum += points;
  const points =
    sum < 0
      ? Math.max(motionPoints.lowest, sum * doubtAt(motion.moves, model))
      : levelOff(sum, levellingFrom, motionPoints.highest);
  return { points: tenths(points), reasons: reasonsOf(terms, sum, points) };
}

/** Linear in the logarithm of the moves between the classes' own numbers. */
function doubtAt(moves: number, { classes }: MotionWeights): number {
  const above = classes.find((one) => one.moves >= moves);
  const below = classes.findLast((one) => one.moves <= moves);
  if (above === undefined || below === undefined || above === below) return (above ?? below)?.doubt ?? 1;
  const share = Math.log(moves / below.moves) / Math.log(above.moves / below.moves);
  return below.doubt + share * (above.doubt - below.doubt);
}

interface Term {
  readonly name: MotionFeature | 'strangeness';
  readonly value: number;
  readonly points: number;
  readonly strange: boolean;
}

function termOf(name: MotionFeature, motion: Counts<'motion'>, { features }: MotionClass): Term | null {
  const value = motionFeatures[name](motion);
  const weights = features[name];
  if (value === null || weights === undefined) return null;
  const [low = value, high = value] = weights.usual;
  return { name, value, points: pointsAt(value, weights), strange: value < low || value > high };
}

/** With fewer measures nobody is usual or strange. */
const measuredMin = 10;

/** What no fitted family does may still be what no person does. */
function strangenessOf(measured: readonly Term[], { strangeness }: MotionClass): Term | null {
  if (measured.length < measuredMin) return null;
  let count = 0;
  for (const { strange } of measured) if (strange) count += 1;
  const value = count / measured.length;
  return { name: 'strangeness', value, points: pointsAt(value, strangeness), strange: false };
}

function pointsAt(value: number, { edges, points }: FeatureWeights): number {
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
  return points[bin] ?? 0;
}

/** The strongest terms, scaled to what they are worth together, so that the points named add up to the score. */
function reasonsOf(terms: readonly Term[], sum: number, worth: number): Reason[] {
  const scale = sum === 0 ? 0 : worth / sum;
  const id = worth <= syntheticBelow ? syntheticMotion : null;
  const strongest = [...terms].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, namedMax);
  const named = strongest.map(({ name, value, points }) => ({
    id: id !== null && points < 0 ? id : null,
    term: `motion.${name}`,
    points: tenths(points * scale),
    evidence: `${name} ${value.toFixed(2)}`,
  }));
  const rest = tenths(worth - named.reduce((total, { points }) => total + points, 0));
  const others = `${terms.length - named.length} further measures`;
  if (rest === 0) return named;
  return [...named, { id: rest < 0 ? id : null, term: 'motion.others', points: rest, evidence: others }];
}

const tenths = (points: number): number => Math.round(points * 10) / 10;

import { dispatchTerms } from './dispatch-terms.ts';
import { judgeableCounts } from './judgeable-counts.ts';
import { keyTerms } from './key-terms.ts';
import { levelOff } from './level-off.ts';
import { judgeMotion } from './motion-model.ts';
import { abstain, type Opinion, type Reason } from './opinion.ts';
import { pressTerms } from './press-terms.ts';
import type { SessionSignals } from './session-signals.ts';
import { snapshotTerms } from './snapshot-terms.ts';
import { touchTerms } from './touch-terms.ts';
import type { Layer, WindowTerm } from './window-term.ts';
import { wireReasons } from './wire-reasons.ts';

/** Where a session stands before its behaviour says anything. */
export const neutralScore = 50;

/** Every rule about the events of windows; the motion model stands beside them. */
export const windowTerms: readonly WindowTerm[] = [
  ...pressTerms,
  ...keyTerms,
  ...dispatchTerms,
  ...touchTerms,
];

/**
 * What behaviour alone can say: with a strong sign of automation, with strong signs in two layers that are independent,
 * and without any detection, where many small oddities still make no bot.
 */
const bounds = { alone: 20, corroborated: 10, unnamed: 30, highest: 80 } as const;
/** So far above the lowest score further signs begin to be worth less and less. */
const levellingReach = 10;
/** Documented events alone keep the scale they were published with. */
const snapshotHighest = 99;
/** Points from which a sign counts as strong; what weaker ones are worth together at most, since one cause shows several. */
const strongSign = -20;

type LayeredReason = Reason & { readonly layer: Layer | 'snapshot' };

/**
 * How human the interaction looks: 50 and the points of every term that applies. 21.6 points are a factor e in the odds,
 * so that between 30 and 70 the score is the share of people among such sessions at even odds. Abstains below a
 * minimum of evidence; what was not seen adds nothing.
 */
export function behavioral(signals: SessionSignals): Opinion {
  const measured = signals.windows.windows > 0;
  const reasons = measured ? windowReasons(signals) : [];
  const all: LayeredReason[] = [...reasons, ...snapshotReasons(signals, measured)];
  const silent = all.every(({ id }) => id === null) && inputsOf(signals) === 0;
  if (silent) return abstain;
  const layers = layersAgainst(all);
  // A path that looks like a hand's does not excuse presses that no finger makes: it may be a copy.
  const counted = [...layers].some((layer) => layer !== 'motion' && layer !== 'snapshot')
    ? all.filter(({ points }) => points < 0)
    : all;
  const sum = counted.reduce((total, { points }) => total + points, neutralScore);
  const lowest = lowestOf(counted, layers);
  const score = measured
    ? Math.min(bounds.highest, levelOff(sum, lowest + levellingReach, lowest))
    : Math.min(snapshotHighest, Math.max(lowest, sum));
  return { score: Math.round(score), reasons: counted.map(({ layer, ...reason }) => reason) };
}

function lowestOf(counted: readonly Reason[], layers: ReadonlySet<unknown>): number {
  if (counted.every(({ id }) => id === null)) return bounds.unnamed;
  return layers.size > 1 ? bounds.corroborated : bounds.alone;
}

function windowReasons(signals: SessionSignals): LayeredReason[] {
  const { counts } = signals.windows;
  const motion = counts.motion ? judgeMotion(counts.motion) : null;
  const judgeable = judgeableCounts(counts, signals.declared);
  const terms = windowTerms.flatMap(({ applies, ...term }): LayeredReason[] => {
    const evidence = applies(judgeable);
    return evidence === null ? [] : [{ ...term, evidence }];
  });
  return [
    ...(motion?.reasons ?? []).map((reason) => ({ ...reason, layer: 'motion' as const })),
    ...bounded(terms),
    ...wireReasons(signals).map((reason) => ({ ...reason, layer: 'wire' as const })),
  ];
}

/** A remote desktop alone shows several weak signs: scaled, so that they still add up, to what one strong sign is worth. */
function bounded(terms: LayeredReason[]): LayeredReason[] {
  const isWeak = ({ points }: Reason) => points < 0 && points > strongSign;
  const sum = terms.filter(isWeak).reduce((total, { points }) => total + points, 0);
  if (sum >= strongSign) return terms;
  return terms.map((term) =>
    isWeak(term) ? { ...term, points: Math.round((term.points * strongSign * 10) / sum) / 10 } : term,
  );
}

function snapshotReasons(signals: SessionSignals, measured: boolean): LayeredReason[] {
  return snapshotTerms.flatMap(({ applies, besideWindows, ...term }): LayeredReason[] => {
    const evidence = measured && !besideWindows ? null : applies(signals);
    return evidence === null ? [] : [{ ...term, layer: 'snapshot', evidence }];
  });
}

/** Layers with a strong sign. Motion is one opinion in many terms; elsewhere each term is one. */
function layersAgainst(reasons: readonly LayeredReason[]): Set<Layer | 'snapshot'> {
  const motion = reasons.reduce((sum, { layer, points }) => sum + (layer === 'motion' ? points : 0), 0);
  const strong = reasons.filter(({ layer, points }) => (layer === 'motion' ? motion : points) <= strongSign);
  return new Set(strong.map(({ layer }) => layer));
}

function inputsOf({ inputs, windows: { counts } }: SessionSignals): number {
  const { motion, press, key, wheel, touch, scroll } = counts;
  const seen = [
    motion?.moves,
    press?.presses,
    key?.presses,
    wheel?.events,
    touch?.taps,
    touch?.swipes,
    scroll?.events,
  ];
  return seen.reduce<number>((sum, count) => sum + (count ?? 0), inputs);
}

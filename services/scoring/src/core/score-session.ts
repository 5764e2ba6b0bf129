import type { ScoredSession } from '@botect/contracts';
import { behavioral, neutralScore } from './behavioral.ts';
import { heuristics } from './heuristics.ts';
import { jsDetection } from './js-detection.ts';
import type { Reason } from './opinion.ts';
import { sessionSignals } from './session-signals.ts';
import type { SessionState } from './session-state.ts';

export interface Scoring extends ScoredSession {
  /** Every term that spoke, strongest evidence of automation first. */
  readonly reasons: readonly Reason[];
}

/** What a failed probe takes off a behaviour that is below the neutral mark by itself. */
const failedProbePoints = 25;

/**
 * Scores a session from its state alone: the same state always gives the same answer. The lowest opinion wins;
 * no opinion at all is 0, not computed.
 */
export function scoreSession(state: SessionState): Scoring {
  const signals = sessionSignals(state);
  const behaviour = behavioral(signals);
  const js = jsDetection(signals);
  const declared = heuristics(signals, behaviour.score);
  const scores = [declared.score, corroborated(behaviour.score, js.passed, state.likelyBotThreshold)];
  const given = scores.filter((score) => score !== null);
  const reasons = [...declared.reasons, ...js.reasons, ...behaviour.reasons].sort(byStrength);
  return {
    score: given.length === 0 ? 0 : Math.min(...given),
    detectionIds: [...new Set(reasons.flatMap(({ id }) => (id === null ? [] : [id])))].sort((a, b) => a - b),
    verifiedCategory: null,
    jsPassed: js.passed,
    behavioral: signals.behavioral,
    reasons,
  };
}

/** A failed probe never carries a session across the project's threshold: behaviour alone decides on which side it is. */
function corroborated(score: number | null, probePassed: boolean | null, threshold: number): number | null {
  if (score === null || probePassed !== false || score >= neutralScore) return score;
  const floor = score >= threshold ? threshold : 2;
  return Math.max(floor, score - failedProbePoints);
}

/** Signs of automation first: hard heuristics, then the probe, then behaviour by its points. */
function byStrength(left: Reason, right: Reason): number {
  return rank(left) - rank(right) || left.points - right.points;
}

function rank({ id }: Reason): number {
  return id === null ? 9_999 : Math.floor(id / 1_000);
}

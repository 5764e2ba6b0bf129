import type { ScoredSession } from '@botect/contracts';
import { behavioral, neutralScore } from './behavioral.ts';
import { heuristics } from './heuristics.ts';
import { jsDetection } from './js-detection.ts';
import { networkEvidence } from './network-evidence.ts';
import type { Reason } from './opinion.ts';
import { sessionSignals } from './session-signals.ts';
import type { SessionState } from './session-state.ts';
import { signedAgent } from './signed-agent.ts';

export interface Scoring extends ScoredSession {
  /** Every term that spoke, strongest evidence of automation first. */
  readonly reasons: readonly Reason[];
}

/** What a failed probe takes off a behaviour that is below the neutral mark by itself. */
const failedProbePoints = 25;
const failedProbe: Reason = {
  id: null,
  term: 'failed_probe',
  points: -failedProbePoints,
  evidence: 'js_passed false',
};

/**
 * Scores a session from its state alone: the same state always gives the same answer. The lowest opinion wins;
 * no opinion at all is 0, not computed.
 */
export function scoreSession(state: SessionState): Scoring {
  const signals = sessionSignals(state);
  const behaviour = behavioral(signals);
  const js = jsDetection(signals);
  const declared = heuristics(signals, behaviour.score);
  const network = networkEvidence(state.network, signals.client?.ua ?? null, declared.reasons);
  const agent = signedAgent(state);
  // The one place that decides: an address proves what a crawler comes for, a signature only whose it is.
  const proof = [network, agent].find((one) => one.verifiedCategory !== null) ?? null;
  const suspicion = (js.passed === false ? failedProbePoints : 0) + network.points + declared.points;
  const doubted = behaviour.score !== null && behaviour.score < neutralScore;
  const behaved = corroborated(behaviour.score, suspicion, state.likelyBotThreshold);
  const given = [declared.score, network.score, agent.score, behaved].filter((score) => score !== null);
  const around = [network, agent, declared, js].flatMap((opinion) => opinion.reasons);
  const beside = doubted
    ? [...around, ...(js.passed === false ? [failedProbe] : [])]
    : around.map(withoutPoints);
  const reasons = (proof === null ? [...beside, ...behaviour.reasons] : [...proof.reasons]).sort(byStrength);
  return {
    // A crawler that is the one it says is no matter of likelihood.
    score: proof !== null || given.length === 0 ? 0 : Math.min(...given),
    detectionIds: [...new Set(reasons.flatMap(({ id }) => (id === null ? [] : [id])))].sort((a, b) => a - b),
    verifiedCategory: proof?.verifiedCategory ?? null,
    jsPassed: js.passed,
    loggedIn: state.loggedIn?.value ?? null,
    behavioral: signals.behavioral,
    reasons,
  };
}

/**
 * Neither a failed probe nor a rented machine nor an odd request carries a session across the project's threshold: behaviour alone decides on
 * which side it is.
 */
function corroborated(score: number | null, suspicion: number, threshold: number): number | null {
  if (score === null || suspicion === 0 || score >= neutralScore) return score;
  const floor = score >= threshold ? threshold : 2;
  return Math.max(floor, score - suspicion);
}

/** What only deepens a doubt takes nothing off a behaviour that raises none. */
function withoutPoints(reason: Reason): Reason {
  return reason.points < 0 ? { ...reason, points: 0 } : reason;
}

/** Signs of automation first: hard heuristics, then the probe, then behaviour by its points. */
function byStrength(left: Reason, right: Reason): number {
  return rank(left) - rank(right) || left.points - right.points;
}

function rank({ id }: Reason): number {
  return id === null ? 9_999 : Math.floor(id / 1_000);
}

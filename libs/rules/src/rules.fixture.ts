import type { BehavioralSignals, ScoredSession } from '@botect/contracts';
import { parseExpression } from './parse-expression.ts';
import { type RequestContext, type Subject, subjectOf } from './subject.ts';

const noBehaviour: BehavioralSignals = {
  mouseEntropy: null,
  scrollVelocity: null,
  visibilityChanges: null,
  firstInputDelayMs: null,
  timeToFirstInputMs: null,
};

export const sessionOf = (parts: Partial<ScoredSession> = {}): ScoredSession => ({
  score: 87,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: null,
  loggedIn: null,
  behavioral: noBehaviour,
  ...parts,
});

export const contextOf = (parts: Partial<RequestContext> = {}): RequestContext => ({
  path: null,
  ip: null,
  country: null,
  ua: null,
  loggedIn: null,
  ...parts,
});

export const subjectWith = (
  session: Partial<ScoredSession> = {},
  context: Partial<RequestContext> = {},
): Subject => subjectOf(sessionOf(session), contextOf(context), 30);

/** What refusing an expression says; fails when it is accepted. */
export function refusalOf(source: string): unknown {
  try {
    return `accepted: ${JSON.stringify(parseExpression(source))}`;
  } catch (fault) {
    return fault;
  }
}

import type { Band, BehavioralSignals, ScoredSession } from '@botect/contracts';
import { type Address, readAddress } from './address.ts';
import { bandOf } from './band.ts';
import { isStaticResource } from './static-resource.ts';

/** The request the site is about to answer; null is what the site did not tell. */
export interface RequestContext {
  readonly path: string | null;
  readonly ip: string | null;
  /** ISO 3166 code, in any case. */
  readonly country: string | null;
  readonly ua: string | null;
  readonly loggedIn: boolean | null;
}

/** Everything a rule may look at, prepared once for all rules of a decision; null is unknown. */
export interface Subject {
  readonly score: number;
  readonly band: Band;
  readonly verifiedBot: boolean;
  readonly verifiedCategory: string | null;
  readonly detectionIds: readonly number[];
  readonly jsPassed: boolean | null;
  readonly staticResource: boolean;
  readonly behavioral: BehavioralSignals;
  readonly path: string | null;
  /** null also when the site sent something that is no address. */
  readonly ip: Address | null;
  /** Upper case. */
  readonly country: string | null;
  readonly ua: string | null;
  readonly loggedIn: boolean | null;
}

export function subjectOf(session: ScoredSession, context: RequestContext, threshold: number): Subject {
  const verifiedBot = session.verifiedCategory !== null;
  return {
    score: session.score,
    band: bandOf(session.score, verifiedBot, threshold),
    verifiedBot,
    verifiedCategory: session.verifiedCategory,
    detectionIds: session.detectionIds,
    jsPassed: session.jsPassed,
    staticResource: isStaticResource(context.path),
    behavioral: session.behavioral,
    path: context.path,
    ip: context.ip === null ? null : readAddress(context.ip),
    country: context.country === null ? null : context.country.toUpperCase(),
    ua: context.ua,
    // What the site says with this very read is newer than anything it said before.
    loggedIn: context.loggedIn ?? session.loggedIn,
  };
}

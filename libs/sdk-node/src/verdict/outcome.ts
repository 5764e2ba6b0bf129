import type { Verdict } from './verdict.ts';

/** Botect answered and has evidence: `verdict.action` is to be followed. */
export interface Decided {
  readonly kind: 'decided';
  readonly verdict: Verdict;
}

/**
 * Nothing is known against the visitor, who passes: there is no session yet (`no_session`), Botect has no evidence
 * (`no_evidence`), or it does not accept the key, the subscription or the call (`refused`, which `onFault` tells).
 */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: 'no_session' | 'no_evidence' | 'refused';
}

/**
 * There was no usable answer within the budget: nothing came (`timeout`, `network`), what came is no verdict
 * (`malformed`), Botect failed (`status`), or so many calls failed that none was made (`paused`). What happens now
 * is `onUnavailable`.
 */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly reason: 'timeout' | 'network' | 'malformed' | 'status' | 'paused';
}

/** What is known of a visitor. Told apart, because an outage must not look like an acquittal, nor like a verdict. */
export type Outcome = Decided | Unknown | Unreachable;

/** What a route does when Botect is unreachable: let pass, refuse, or serve with `visit.degraded` set. */
export type OnUnavailable = 'allow' | 'deny' | 'degrade';

/** What is to be done with a request. `pass` covers allow, log and everything unknown. */
export type Measure = 'pass' | 'degrade' | 'challenge' | 'block' | 'delay' | 'deny';

export function measureFor(outcome: Outcome, onUnavailable: OnUnavailable): Measure {
  switch (outcome.kind) {
    case 'unknown':
      return 'pass';
    case 'unreachable':
      return onUnavailable === 'allow' ? 'pass' : onUnavailable;
    case 'decided': {
      const { action } = outcome.verdict;
      return action === 'allow' || action === 'log' ? 'pass' : action;
    }
  }
}

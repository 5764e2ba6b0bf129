import { foldBatch } from './fold-batch.ts';
import { trustedAddress } from './fold-report.ts';
import type { NetworkFacts } from './network-evidence.ts';
import { type Scoring, scoreSession } from './score-session.ts';
import { type Batch, emptySession, type SessionState } from './session-state.ts';

export interface ChangedSession {
  readonly state: SessionState;
  readonly scoring: Scoring;
  /** Events counted for the first time. */
  readonly newEvents: number;
  /** False when the session is as it was. */
  readonly changed: boolean;
}

/** Looks up what is known of an address, and of the crawler an agent names at it. */
export type NetworkLookup = (ip: string, ua: string | null) => NetworkFacts;

/**
 * Folds batches into a session (null for a new one) and scores the outcome. What was looked up becomes part of the state, so
 * that it is scored again to the same answer whatever the lists say by then.
 */
export function changeSession(
  before: SessionState | null,
  batches: readonly Batch[],
  lookup: NetworkLookup | null = null,
): ChangedSession {
  let state = before;
  let newEvents = 0;
  let changed = false;
  for (const batch of batches) {
    const folded = foldBatch(state, batch);
    state = folded.state;
    newEvents += folded.newEvents;
    changed ||= folded.changed;
  }
  const folded = state ?? emptySession;
  const after = changed && lookup !== null ? { ...folded, network: factsOf(folded, lookup) } : folded;
  return { state: after, scoring: scoreSession(after), newEvents, changed };
}

function factsOf(state: SessionState, lookup: NetworkLookup): NetworkFacts | null {
  const ip = trustedAddress(state);
  return ip === null ? null : lookup(ip, state.client?.ua ?? null);
}

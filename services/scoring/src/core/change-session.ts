import { foldBatch } from './fold-batch.ts';
import { type Scoring, scoreSession } from './score-session.ts';
import { type Batch, emptySession, type SessionState } from './session-state.ts';

export interface ChangedSession {
  readonly state: SessionState;
  readonly scoring: Scoring;
  /** Events counted for the first time; 0 means the session is as it was. */
  readonly newEvents: number;
}

/** Folds batches into a session (null for a new one) and scores the outcome. */
export function changeSession(before: SessionState | null, batches: readonly Batch[]): ChangedSession {
  let state = before;
  let newEvents = 0;
  for (const batch of batches) {
    const folded = foldBatch(state, batch);
    state = folded.state;
    newEvents += folded.newEvents;
  }
  const after = state ?? emptySession;
  return { state: after, scoring: scoreSession(after), newEvents };
}

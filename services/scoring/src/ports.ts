import type { ScoredSession } from '@botect/contracts';
import type { Scoring } from './core/score-session.ts';
import type { Batch, SessionState } from './core/session-state.ts';

export interface SessionKey {
  readonly projectId: number;
  readonly token: string;
}

/** A session as stored; `revision` counts its changes from 1. */
export interface StoredSession extends SessionKey {
  readonly revision: number;
  readonly state: SessionState;
}

/** What one fetch did to one session. */
export interface SessionChange extends StoredSession {
  readonly accountId: number;
  readonly scoring: Scoring;
  /** Events counted now for the first time: what the account is metered by. */
  readonly newEvents: number;
  readonly scoredAtMs: number;
  /** The batches folded in. */
  readonly batches: readonly Batch[];
}

/** The sessions' durable home. */
export interface SessionStore {
  /** The sessions that exist among the keys asked for. */
  load(keys: readonly SessionKey[]): Promise<readonly StoredSession[]>;
  /**
   * Saves all changes and their metering at once, each only when the stored revision is the one before its own.
   * Answers whether every one was saved; if not, somebody else changed a session meanwhile: load again and redo.
   */
  save(changes: readonly SessionChange[]): Promise<boolean>;
}

/** Where verdict reads find the newest score. An older revision never replaces a newer one. */
export type PublishScores = (
  scores: readonly (SessionKey & { readonly revision: number; readonly session: ScoredSession })[],
) => Promise<void>;

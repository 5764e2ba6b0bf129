import type { ScoredSession } from '@botect/contracts';
import type { Scoring } from './core/score-session.ts';
import type { Batch, SessionState } from './core/session-state.ts';

export interface SessionKey {
  readonly projectId: number;
  readonly token: string;
}

/** One point in the life of a session. */
export interface SessionRevision extends SessionKey {
  /** Counts the changes from 1; goes on over an erasure as long as it is remembered. */
  readonly revision: number;
  /** Ingest's time of the first signals when first saved, in ms: tells a session from the one erased before it. */
  readonly beganAtMs: number;
}

/** A session as stored. Without a state it was erased, and only its revision is remembered. */
export interface StoredSession extends SessionRevision {
  readonly state: SessionState | null;
}

/** What one fetch did to one session. */
export interface SessionChange extends SessionRevision {
  readonly state: SessionState;
  /** Nothing was stored of it before. */
  readonly isNew: boolean;
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
  /** The sessions that exist among the keys asked for; those in `fresh` as they are now, whatever is remembered of them. */
  load(keys: readonly SessionKey[], fresh?: readonly SessionKey[]): Promise<readonly StoredSession[]>;
  /**
   * Saves all changes and their metering at once, each only when the stored revision is the one before its own.
   * Answers whether every one was saved; if not, somebody else changed a session meanwhile: load again and redo.
   */
  save(changes: readonly SessionChange[]): Promise<boolean>;
  /** Deletes the sessions, each only at the revision given; what was metered stays. Answers whether every one was. */
  erase(sessions: readonly SessionRevision[]): Promise<boolean>;
}

/** Deletes at most so many sessions last seen before that time (ms since 1970 UTC); answers how many. */
export type ForgetIdle = (lastSeenBefore: number, most: number) => Promise<number>;

/** Where verdict reads find the newest score. An older revision never replaces a newer one. */
export type PublishScores = (
  scores: readonly (SessionKey & { readonly revision: number; readonly session: ScoredSession })[],
) => Promise<void>;

export interface ForgottenSession extends SessionKey {
  /** Of the score to forget; null when none was ever published. Nothing up to this revision may become visible again. */
  readonly revision: number | null;
  /** 53-bit hashes of the request ids to forget. */
  readonly ids: readonly number[];
}

/** Removes what the cache holds of sessions. */
export type ForgetSessions = (sessions: readonly ForgottenSession[]) => Promise<void>;

import type { ScoredSession, WebBotAuth } from '@botect/contracts';
import type { DeclaredAgent } from './core/declared-agent.ts';
import type { Precedents } from './core/replay.ts';
import type { Scoring } from './core/score-session.ts';
import type { Batch, SessionState } from './core/session-state.ts';
import type { AgentFact } from './core/signed-agent.ts';

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

/** When a session's newest erasure was asked for, ms since 1970 UTC: what was accepted no later is dropped. Null when none is remembered. */
export interface ErasedAt {
  readonly erasedAtMs: number | null;
}

/** A session as stored. Without a state it was erased; its revision, remembered or 0, is what the next one counts on from. */
export interface StoredSession extends SessionRevision, ErasedAt {
  readonly state: SessionState | null;
}

/** Somebody asked that a session be erased, whether or not there is one. */
export interface RequestedErasure extends SessionKey {
  readonly requestedAtMs: number;
}

/** What one fetch did to one session. */
export interface SessionChange extends SessionRevision, ErasedAt {
  readonly state: SessionState;
  /** Nothing was stored of it before. */
  readonly isNew: boolean;
  readonly accountId: number;
  readonly scoring: Scoring;
  /** The state is another than before; otherwise there is nothing to save. */
  readonly changed: boolean;
  /** Events counted now for the first time: what the account is metered by. */
  readonly newEvents: number;
  readonly scoredAtMs: number;
  /** The batches folded in. */
  readonly batches: readonly Batch[];
}

/** The sessions' durable home. */
export interface SessionStore {
  /** What is known of the keys asked for: sessions that exist or were erased; those in `fresh` as they are now, whatever is remembered. */
  load(keys: readonly SessionKey[], fresh?: readonly SessionKey[]): Promise<readonly StoredSession[]>;
  /**
   * Saves all changes and their metering at once, each only when the stored revision is the one before its own and none of its
   * batches was erased. Answers whether every one was saved; if not, somebody else changed a session meanwhile: load again
   * and redo.
   */
  save(changes: readonly SessionChange[]): Promise<boolean>;
  /**
   * Remembers the erasures asked for and deletes the sessions, each only at the revision given; what was metered stays.
   * Answers whether every one was deleted.
   */
  erase(sessions: readonly SessionRevision[], requested: readonly RequestedErasure[]): Promise<boolean>;
}

/** Deletes at most so many sessions last seen before that time (ms since 1970 UTC); answers how many. */
export type ForgetIdle = (lastSeenBefore: number, most: number) => Promise<number>;

/** Forgets at most so many erasures asked for before that time (ms since 1970 UTC); answers how many. */
export type ForgetErased = (requestedBefore: number, most: number) => Promise<number>;

/**
 * Takes the address out of sessions last seen before, so many at most; answers how many there were. What is kept is a hash.
 */
export type HideAddresses = (lastSeenBefore: number, most: number) => Promise<number>;

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

/** A visitor's signed request for a page, as the site's server saw it. */
export interface SignedVisit {
  /** The page of the session: the same visit may be handed over again. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly signed: WebBotAuth;
}

/** What a visit's signature proves; null when it proves nothing now. Takes a second at most and never rejects. */
export type VerifyAgent = (visit: SignedVisit) => Promise<AgentFact | null>;

/** Movements of one session, each by its hashes: its own, then those it is looked up by. */
export interface ShownMotion extends SessionKey {
  readonly strokes: readonly (readonly number[])[];
}

/**
 * Remembers movements for a day, and answers for each session which others of its project made them first. In bounded
 * memory, where the newest stay; asked again with the same movements it answers the same. Null when the memory is away or
 * slow: nothing is known then. Never rejects.
 */
export type CompareMotion = (shown: readonly ShownMotion[]) => Promise<readonly Precedents[] | null>;

/** What a user agent says of its sender; nothing at all says nothing. Never waits. */
export type ReadAgent = (ua: string) => DeclaredAgent;

import { Reducer, type Window } from '@botect/browser';
import {
  isEventsRequest,
  defaultLikelyBotThreshold as likelyBotThreshold,
  normalisePayload,
  payloadVocabulary,
  type SignalEvent,
  windowPayload,
} from '@botect/contracts';
import { bandOf } from '@botect/rules';
import {
  type Batch,
  type ChangedSession,
  changeSession,
  type RememberMotion,
  type SessionState,
  type Signal,
  strokesIn,
  withPrecedents,
} from '@botect/scoring/core';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { BoundedWindows } from './bounded-windows.ts';
import { feed, layersOf } from './feed.ts';
import type { Checkpoint, CheckpointResult } from './play.ts';

/** The hashes of one site: all recordings are played as visits of it. */
const salt = 1;

/** What is shared by the sessions that are played one after the other. */
export interface Visit {
  /** Tells this session from others in the memory. */
  readonly session: number;
  readonly remember: RememberMotion;
}

/** One recording on its way through reducer, validation and scoring. */
export class SessionPlayer {
  readonly #reducer: Reducer;
  readonly #windows: BoundedWindows;
  readonly #visit: Visit;
  #state: SessionState | null = null;
  #events = 0;

  constructor(recording: Recording, visit: Visit) {
    this.#reducer = new Reducer(layersOf(recording), salt);
    this.#windows = new BoundedWindows(this.#reducer);
    this.#visit = visit;
    if (recording.environment !== undefined) this.#probe(recording.environment);
  }

  /** Frames of free movement so far; the frame that is going on counts once it is over. */
  get moves(): number {
    return this.#reducer.motion.sums.moves;
  }

  play(event: RecordedEvent): void {
    const [t] = event;
    feed(this.#reducer, event);
    if (this.#windows.isFull(t)) this.#state = this.#seen(t, this.#windows.cut(t)).state;
  }

  /** What is said at this moment, of the window that is not full yet too. Nothing that is said later depends on it. */
  judge(after: Checkpoint, t: number): CheckpointResult {
    const { scoring } = this.#seen(t, this.#windows.peek(t));
    const band = bandOf(scoring.score, scoring.verifiedCategory !== null, likelyBotThreshold);
    return { after, score: scoring.score, band, detection_ids: scoring.detectionIds };
  }

  #seen(t: number, window: Window): ChangedSession {
    return this.#accept(t, { type: 'window', payload: window });
  }

  /** Facts that this version's probe does not know, or does not tell by yes and no, are left out. */
  #probe(environment: Readonly<Record<string, boolean>>): void {
    const known = Object.entries(environment).filter(([fact]) => flags.has(fact));
    if (known.length === 0) return;
    this.#state = this.#accept(0, { type: 'js_probe', payload: Object.fromEntries(known) }).state;
  }

  /** As ingest and scoring take a batch of one event; the session itself stays as it was. */
  #accept(t: number, event: { readonly type: string; readonly payload: object }): ChangedSession {
    this.#events += 1;
    const received_at = new Date(t).toISOString();
    const events = [{ request_id: `e${this.#events}`, received_at, ...event }];
    // By way of text, as over the wire.
    const request: unknown = JSON.parse(JSON.stringify({ session_token: null, events }));
    if (!isEventsRequest(request))
      throw new Error(`the reducer made what ingest refuses: ${JSON.stringify(event)}`);
    const signals = request.events.map((one) => this.#signalOf(one));
    const batch: Batch = { acceptedAtMs: t, likelyBotThreshold, client: null, signals };
    const { session, remember } = this.#visit;
    return changeSession(this.#state, withPrecedents([batch], remember(session, strokesIn([batch]))));
  }

  #signalOf(event: SignalEvent): Signal {
    const { request_id: id, type } = event;
    const payload = normalisePayload(event);
    return { id, idHash: this.#events, type, atMs: 0, payload, window: windowPayload(event) };
  }
}

/** What a probe tells by yes and no. */
const flags = new Set(
  Object.entries(payloadVocabulary).flatMap(([key, { kind }]) => (kind === 'boolean' ? [key] : [])),
);

import { Reducer, type Window, Windows } from '@botect/browser';
import { isEventsRequest, normalisePayload, payloadVocabulary, windowPayload } from '@botect/contracts';
import { bandOf } from '@botect/rules';
import {
  type Batch,
  changeSession,
  type RememberMotion,
  type SessionState,
  type Signal,
  strokesOf,
} from '@botect/scoring/core';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { feed, layersOf } from './feed.ts';
import type { Checkpoint, CheckpointResult } from './play.ts';

/** The documented default of a project. */
const likelyBotThreshold = 30;
/** The hashes of one site: all recordings are played as visits of it. */
const salt = 1;

/** One recording on its way through reducer, validation and scoring. */
export class SessionPlayer {
  readonly #reducer: Reducer;
  readonly #windows: Windows;
  readonly #remember: RememberMotion;
  readonly #session: number;
  #state: SessionState | null = null;
  #events = 0;

  constructor(recording: Recording, session: number, remember: RememberMotion) {
    this.#reducer = new Reducer(layersOf(recording), salt);
    this.#windows = new Windows(this.#reducer);
    this.#session = session;
    this.#remember = remember;
    if (recording.environment !== undefined) this.#probe(recording.environment);
  }

  /** Frames of free movement so far. */
  get moves(): number {
    return this.#reducer.motion.sums.moves;
  }

  play(event: RecordedEvent): void {
    feed(this.#reducer, event);
    if (this.#windows.isFull(event[0])) this.#state = this.#folded(event[0], this.#windows.cut(event[0]));
  }

  /** What would be said if the page were left at this moment. */
  judge(after: Checkpoint, t: number): CheckpointResult {
    const state = this.#folded(t, this.#windows.peek(t));
    const { scoring } = changeSession(state, []);
    const band = bandOf(scoring.score, scoring.verifiedCategory !== null, likelyBotThreshold);
    return { after, score: scoring.score, band, detection_ids: scoring.detectionIds };
  }

  #folded(t: number, window: Window): SessionState {
    return this.#accept(t, { type: 'window', payload: window });
  }

  #probe(environment: Readonly<Record<string, boolean>>): void {
    const known = Object.entries(environment).filter(([key]) => key in payloadVocabulary);
    this.#state = this.#accept(0, { type: 'js_probe', payload: Object.fromEntries(known) });
  }

  /** As ingest and scoring take a batch of one event. */
  #accept(t: number, event: { readonly type: string; readonly payload: object }): SessionState {
    this.#events += 1;
    const id = `e${this.#events}`;
    const received_at = new Date(t).toISOString();
    const request = JSON.parse(
      JSON.stringify({ session_token: null, events: [{ request_id: id, received_at, ...event }] }),
    );
    if (!isEventsRequest(request))
      throw new Error(`the reducer made what ingest refuses: ${JSON.stringify(event)}`);
    const signals = request.events.map((one): Signal => {
      const window = windowPayload(one);
      const precedents = window ? this.#remember(this.#session, strokesOf(window.sketch)) : [];
      const told = {
        id,
        idHash: this.#events,
        type: one.type,
        atMs: 0,
        payload: normalisePayload(one),
        window,
      };
      return precedents.length === 0 ? told : { ...told, precedents };
    });
    const batch: Batch = { acceptedAtMs: t, likelyBotThreshold, client: null, signals };
    return changeSession(this.#state, [batch]).state;
  }
}

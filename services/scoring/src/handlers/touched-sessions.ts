import type { ReceivedRecord } from '@botect/bus';
import {
  decodeSignalBatch,
  hashRequestId,
  normalisePayload,
  type SignalBatch,
  sessionKey,
  timestampMs,
} from '@botect/contracts';
import type { Batch } from '../core/session-state.ts';
import type { SessionKey } from '../ports.ts';

/** The batches of one session in one fetch, in the order of the log. */
export interface TouchedSession {
  readonly key: SessionKey;
  readonly accountId: number;
  readonly batches: readonly Batch[];
  /** Places of its records in the fetch. */
  readonly places: readonly number[];
}

export interface Fetch {
  readonly sessions: readonly TouchedSession[];
  /** Why a record can never be scored, by its place in the fetch. */
  readonly unreadable: ReadonlyMap<number, string>;
}

/** Reads the records of one fetch and groups them by session. */
export function readFetch(records: readonly ReceivedRecord[]): Fetch {
  const unreadable = new Map<number, string>();
  const readable: { readonly place: number; readonly batch: SignalBatch }[] = [];
  for (const [place, { value }] of records.entries()) {
    try {
      readable.push({ place, batch: decodeSignalBatch(value) });
    } catch (error) {
      unreadable.set(place, error instanceof Error ? error.message : 'unreadable');
    }
  }
  const groups = Map.groupBy(readable, ({ batch }) => sessionKey(batch.project_id, batch.session_token));
  return { sessions: [...groups.values()].map(session), unreadable };
}

function session(group: readonly { readonly place: number; readonly batch: SignalBatch }[]): TouchedSession {
  const [first] = group;
  if (first === undefined) throw new TypeError('a group is never empty');
  const { project_id, session_token, account_id } = first.batch;
  return {
    key: { projectId: project_id, token: session_token },
    accountId: account_id,
    batches: group.map(({ batch }) => toCore(batch)),
    places: group.map(({ place }) => place),
  };
}

function toCore({ request, accepted_at, likely_bot_threshold, client }: SignalBatch): Batch {
  const signals = request.events.map((event) => ({
    id: event.request_id,
    idHash: hashRequestId(event.request_id),
    type: event.type,
    // Only snapshots are put in order by the client's clock; reading a date costs more than the rest of the event.
    atMs: event.type === 'snapshot' ? timestampMs(event.received_at) : 0,
    payload: normalisePayload(event),
  }));
  return { acceptedAtMs: accepted_at, likelyBotThreshold: likely_bot_threshold, client, signals };
}

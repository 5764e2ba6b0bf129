import type { ReceivedRecord } from '@botect/bus';
import {
  decodeSessionErasure,
  decodeSessionReport,
  decodeSignalBatch,
  hashRequestId,
  normalisePayload,
  pageHitId,
  type ServerReport,
  type SessionReport,
  type SignalBatch,
  sessionKey,
  timestampMs,
  windowPayload,
} from '@botect/contracts';
import { type Entry, isErasure } from '../core/erase-signals.ts';
import type { Batch } from '../core/session-state.ts';
import type { SiteReport } from '../core/site-report.ts';
import type { SessionKey } from '../ports.ts';
import { crowdedOut } from './crowded-sessions.ts';

/** The batches of one session in one fetch, in the order of the log. */
export interface TouchedSession {
  readonly key: SessionKey;
  readonly accountId: number;
  readonly batches: readonly Batch[];
  /** Places of its records in the fetch. */
  readonly places: readonly number[];
}

/** One record that can be read. */
export interface ReadEntry {
  readonly place: number;
  readonly key: SessionKey;
  /** 0 for an erasure, which needs none. */
  readonly accountId: number;
  readonly entry: Entry;
}

export interface Fetch {
  /** Each not empty. */
  readonly sessions: readonly TouchedSession[];
  /** The records of sessions to be erased, by session. */
  readonly erasing: readonly (readonly ReadEntry[])[];
  /** Why a record can never be scored, by its place in the fetch. */
  readonly unreadable: ReadonlyMap<number, string>;
  /** Places of records left unread for the sake of other sessions. */
  readonly crowded: ReadonlySet<number>;
}

/** Reads the records of one fetch and groups them by session. */
export function readFetch(records: readonly ReceivedRecord[]): Fetch {
  const unreadable = new Map<number, string>();
  const readable: ReadEntry[] = [];
  const crowded = crowdedOut(records);
  for (const [place, { value }] of records.entries()) {
    if (crowded.has(place)) continue;
    try {
      readable.push({ place, ...readRecord(value) });
    } catch (error) {
      unreadable.set(place, error instanceof Error ? error.message : 'unreadable');
    }
  }
  const groups = [...Map.groupBy(readable, ({ key }) => sessionKey(key.projectId, key.token)).values()];
  const { scored = [], erasing = [] } = Object.groupBy(groups, (group) =>
    group.some(({ entry }) => isErasure(entry)) ? 'erasing' : 'scored',
  );
  return { sessions: scored.flatMap(touchedSession), erasing, unreadable, crowded };
}

/** The session of a group, or none when it has no batches. */
export function touchedSession(group: readonly ReadEntry[]): TouchedSession[] {
  const batches: Batch[] = [];
  const places: number[] = [];
  for (const { entry, place } of group) {
    if (isErasure(entry)) continue;
    batches.push(entry);
    places.push(place);
  }
  const first = group.find(({ entry }) => !isErasure(entry));
  return first === undefined ? [] : [{ key: first.key, accountId: first.accountId, batches, places }];
}

function readRecord(value: Buffer): Omit<ReadEntry, 'place'> {
  try {
    const report = decodeSessionReport(value);
    if (report !== null) return { ...ownerOf(report), entry: reportToCore(report) };
    const batch = decodeSignalBatch(value);
    return { ...ownerOf(batch), entry: toCore(batch) };
  } catch (error) {
    // Looked at second: erasures are rare.
    const erasure = decodeSessionErasure(value);
    if (erasure === null) throw error;
    const key = { projectId: erasure.project_id, token: erasure.session_token };
    return { key, accountId: 0, entry: { requestedAtMs: erasure.requested_at } };
  }
}

function ownerOf({ project_id, session_token, account_id }: SessionReport | SignalBatch) {
  return { key: { projectId: project_id, token: session_token }, accountId: account_id };
}

function reportToCore({ accepted_at, likely_bot_threshold, report }: SessionReport): Batch {
  const nothingSeen = { client: null, signals: [] };
  return {
    acceptedAtMs: accepted_at,
    likelyBotThreshold: likely_bot_threshold,
    ...nothingSeen,
    report: siteReport(report),
  };
}

function siteReport({ reported_at, page_id, hit, logged_in, address }: ServerReport): SiteReport {
  return {
    atMs: reported_at,
    pageId: page_id,
    hit: hit && {
      idHash: hashRequestId(pageHitId(page_id ?? '')),
      headerNames: hit.header_names,
      languages: hit.languages,
      hadSessionCookie: hit.had_session_cookie,
      ...(hit.web_bot_auth === undefined ? {} : { signed: hit.web_bot_auth }),
    },
    loggedIn: logged_in,
    address,
  };
}

function toCore({ request, accepted_at, likely_bot_threshold, client, report }: SignalBatch): Batch {
  const signals = request.events.map((event) => ({
    id: event.request_id,
    idHash: hashRequestId(event.request_id),
    type: event.type,
    // Only snapshots are put in order by the client's clock; reading a date costs more than the rest of the event.
    atMs: event.type === 'snapshot' ? timestampMs(event.received_at) : 0,
    payload: normalisePayload(event),
    window: windowPayload(event),
  }));
  const batch = { acceptedAtMs: accepted_at, likelyBotThreshold: likely_bot_threshold, client, signals };
  return report === undefined ? batch : { ...batch, report: siteReport(report) };
}

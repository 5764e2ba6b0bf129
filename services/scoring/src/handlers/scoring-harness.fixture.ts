import type { ReceivedRecord } from '@botect/bus';
import { type Cache, compactKey, hash32 } from '@botect/cache';
import {
  decodeScoredSession,
  encodeSignalBatch,
  Problem,
  type ServerReport,
  type SignalEnvelope,
  scoredSessionsKeyspace,
  seenEventsKeyspace,
  sessionErasureRecord,
  sessionKey,
  sessionReportRecord,
} from '@botect/contracts';
import type { Database } from '@botect/database';
import { liveNetworks, postgresStoredLists } from '@botect/networks';
import { noTelemetry, silentLog } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { type ScoringConnections, scoring } from '../wiring.ts';

export interface ScoringStores {
  readonly database: Database;
  readonly cache: Cache;
}

/** Parts that are away. */
export interface Faults {
  load?: boolean;
  save?: boolean;
  erase?: boolean;
  publish?: boolean;
  compare?: boolean;
}

/** Scoring processes on common stores, and what can be seen of their work. */
export function scoringHarness(stores: () => ScoringStores) {
  const now = fakeClock(Date.UTC(2026, 5, 14));
  const faults: Faults = {};
  /** Writes to the cache that did not arrive yet. */
  const stalled: (() => Promise<void>)[] = [];

  /** A scoring process of its own: nothing in memory is shared with another. */
  const consumer = (over: Partial<ScoringConnections> = {}) => {
    const { database, cache } = stores();
    const { subscriptions } = scoring({
      database: { query: failingQuery(database, faults) },
      cache: {
        seenMembers: cache.seenMembers,
        firstHolders(keyspace) {
          const { claim } = cache.firstHolders(keyspace);
          return { claim: (claims) => (faults.compare ? away('cache') : claim(claims)) };
        },
        versionedValues(keyspace) {
          const values = cache.versionedValues(keyspace);
          const putNewest: typeof values.putNewest = (entries) => {
            if (!faults.publish) return values.putNewest(entries);
            stalled.push(() => values.putNewest(entries));
            return away('cache');
          };
          return { ...values, putNewest };
        },
      },
      networks: liveNetworks({ recipes: [], lists: [], crawlers: [] }, postgresStoredLists(database)),
      telemetry: noTelemetry,
      log: silentLog,
      now,
      sessionsInMemoryMax: 100,
      idleDays: 30,
      addressDays: 7,
      networkRefresh: 'never',
      signedAgents: null,
      ...over,
    });
    const [subscription] = subscriptions;
    if (subscription === undefined) throw new Error('scoring consumes nothing');
    return subscription.handle;
  };

  let projects = 0;
  /** A project of the test's own. */
  const subject = () => {
    projects += 1;
    return { projectId: projects, ...recordsOf(projects, now), ...sightOf(projects, stores, now) };
  };
  return { now, faults, stalled, consumer, subject };
}

const away = (part: string) => Promise.reject(new Problem('SERVICE_UNAVAILABLE', `${part} is away`));

function failingQuery(database: Database, faults: Faults): Database['query'] {
  return (text, parameters) => {
    const fails =
      (faults.save && text.includes('insert into scoring')) ||
      (faults.erase && text.includes('delete from scoring')) ||
      (faults.load && text.trimStart().startsWith('select'));
    return fails ? away('database') : database.query(text, parameters);
  };
}

let ids = 0;
function recordsOf(projectId: number, now: () => number) {
  const received = (token: string, value: Buffer): ReceivedRecord => {
    ids += 1;
    return { topic: 'signals', partition: 0, offset: BigInt(ids), key: token, value, headers: {} };
  };
  return {
    record(token: string, payload: object = { entropy: 0.74, samples: 128 }): ReceivedRecord {
      const event = {
        request_id: `e${ids + 1}`,
        type: 'sketch' in payload ? 'window' : 'mouse',
        received_at: '2026-06-14T10:00:00Z',
        payload,
      };
      const envelope: SignalEnvelope = {
        v: 1,
        project_id: projectId,
        account_id: projectId,
        session_token: token,
        accepted_at: now(),
        likely_bot_threshold: 30,
        client: { ip: null, ua: 'Mozilla/5.0', header_names: [], accept_language: null },
      };
      const body = Buffer.from(JSON.stringify({ session_token: token, events: [event] }));
      return received(token, encodeSignalBatch(envelope, body));
    },
    /** What the site's server told of a page, or of a login. */
    report(token: string, said: Partial<ServerReport>): ReceivedRecord {
      const nothing = { page_id: null, hit: null, logged_in: null, address: null };
      const value = sessionReportRecord({
        project_id: projectId,
        account_id: projectId,
        session_token: token,
        accepted_at: now(),
        likely_bot_threshold: 30,
        report: { reported_at: now(), ...nothing, ...said },
      }).value;
      return received(token, value);
    },
    erasure(token: string, requestedAtMs = now()): ReceivedRecord {
      const erasure = { project_id: projectId, session_token: token, requested_at: requestedAtMs };
      return received(token, sessionErasureRecord(erasure).value);
    },
  };
}

function sightOf(projectId: number, stores: () => ScoringStores, now: () => number) {
  const rows = async <Row>(sql: string) => (await stores().database.query<Row>(sql, [projectId])).rows;
  return {
    async visible(token: string) {
      const values = stores().cache.versionedValues(scoredSessionsKeyspace);
      const bytes = await values.get(compactKey(sessionKey(projectId, token)));
      return bytes === null ? null : decodeScoredSession(bytes);
    },
    stored: () =>
      rows<{ token: string; revision: number; score: number }>(
        'select token, revision, score from scoring.sessions where project_id = $1 order by token',
      ),
    /** How many events the one stored session has, and their mean entropy. */
    async content() {
      const [content] = await rows<{ events: number; entropy: number }>(
        `select jsonb_array_length(state->'seen') as events, round(mouse_entropy::numeric, 4)::float8 as entropy
         from scoring.sessions where project_id = $1`,
      );
      return content ?? null;
    },
    metered: async () =>
      (
        await rows<{ events: number }>(
          'select coalesce(sum(events), 0)::int as events from scoring.usage_months where account_id = $1',
        )
      )[0]?.events,
    /** Has ingest count request ids of a session as it does; answers how many were new. */
    countNew: (token: string, requestIds: readonly string[]) =>
      stores()
        .cache.seenMembers({ ...seenEventsKeyspace, now })
        .add(sessionKey(projectId, token), requestIds.map(hash32)),
  };
}

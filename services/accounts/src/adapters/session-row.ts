import { type ScoredSessionRow, scoredSessionOf } from '@botect/database';
import { z } from 'zod';
import type {
  HistoryEntry,
  MeasuredPage,
  SessionFacts,
  SessionReason,
  SessionRecord,
} from '../core/session-record.ts';

/** The columns of `scoring.sessions` a list needs. */
export interface FactsRow {
  readonly token: string;
  readonly score: number;
  readonly detection_ids: readonly number[];
  readonly verified_category: string | null;
  readonly ip: string | null;
  readonly ua: string | null;
  readonly country: string | null;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
  readonly scored_at: Date;
}

export interface RecordRow extends FactsRow, ScoredSessionRow {
  readonly reasons: readonly SessionReason[];
  readonly history: readonly HistoryEntry[];
  readonly state: unknown;
}

export function factsOf(row: FactsRow): SessionFacts {
  return {
    token: row.token,
    score: row.score,
    detectionIds: row.detection_ids,
    verifiedCategory: row.verified_category,
    ip: row.ip,
    userAgent: row.ua,
    country: row.country,
    firstSeenAtMs: row.first_seen_at.getTime(),
    lastSeenAtMs: row.last_seen_at.getTime(),
    scoredAtMs: row.scored_at.getTime(),
  };
}

export function recordOf(row: RecordRow): SessionRecord {
  const { pages, probe, loggedIn, hits, windows } = stateSchema.parse(row.state);
  return {
    ...factsOf(row),
    ...scoredSessionOf(row),
    loggedInAtMs: loggedIn?.atMs ?? null,
    hits,
    windows,
    reasons: row.reasons,
    history: row.history,
    pages: Object.entries(pages).map(
      ([page, { snapshot, increments }]): MeasuredPage => ({ page, measures: snapshot ?? increments }),
    ),
    ...probe,
  };
}

const numbers = z.record(z.string(), z.number()).catch({});
const words = z.array(z.string()).catch([]);
const mean = z.tuple([z.number(), z.number()]).catch([0, 0]);
const measures = z.object({
  sums: numbers,
  minima: numbers,
  maxima: numbers,
  entropy: mean,
  velocity: mean,
  pointerTypes: words,
});
const noMeasures: z.output<typeof measures> = {
  sums: {},
  minima: {},
  maxima: {},
  entropy: [0, 0],
  velocity: [0, 0],
  pointerTypes: [],
};
const page = z.object({
  snapshot: measures.nullable().catch(null),
  increments: measures.catch(noMeasures),
});

const hits = z.object({
  count: z.number(),
  headerNames: words,
  languages: words,
  hadSessionCookie: z.boolean(),
  address: z
    .object({ ip: z.string(), source: z.string().nullable(), inferred: z.boolean() })
    .nullable()
    .catch(null),
});

const windows = z.object({
  windows: z.number(),
  counts: z.record(z.string(), z.record(z.string(), z.union([z.number(), z.array(z.number())]))).catch({}),
});

/** The state belongs to scoring, which may change its shape any day: what is not found there is shown as not measured. */
const stateSchema = z
  .object({
    pages: z.record(z.string(), page).catch({}),
    probe: z.object({ tells: words, languages: words }).catch({ tells: [], languages: [] }),
    loggedIn: z.object({ atMs: z.number() }).nullable().catch(null),
    hits: hits.nullable().catch(null),
    windows: windows.nullable().catch(null),
  })
  .catch({ pages: {}, probe: { tells: [], languages: [] }, loggedIn: null, hits: null, windows: null });

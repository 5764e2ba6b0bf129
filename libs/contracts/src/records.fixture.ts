import { z } from 'zod';
import type { ServerReport } from './server-hits.ts';
import { encodeSessionErasure, sessionErasureSchema } from './session-erasure.ts';
import { sessionReportRecord, sessionReportSchema } from './session-report.ts';
import { encodeSignalBatch, signalEnvelopeSchema } from './signal-batch.ts';
import { encodeTally, tallyRecordSchema } from './tallies.ts';

/** Every kind of record that lies in a log while two versions run side by side. */
export type RecordKind = 'signal-batch' | 'forwarded-batch' | 'session-report' | 'session-erasure' | 'tally';

const hourMs = Date.UTC(2026, 5, 14, 10);
const head = {
  v: 1 as const,
  project_id: 123,
  account_id: 9,
  session_token: 'sess_1',
  accepted_at: hourMs,
  likely_bot_threshold: 30,
};
const report: ServerReport = {
  reported_at: hourMs - 1_000,
  page_id: '0123456789abcdef0123456789abcdef',
  hit: { header_names: ['host', 'user-agent'], languages: ['en'], had_session_cookie: true },
  logged_in: true,
  address: { ip: '8.8.8.8', source: 'header', inferred: false },
};
const client = {
  ip: '203.0.113.9',
  ua: 'Mozilla/5.0',
  header_names: ['host', 'user-agent'],
  accept_language: 'en',
  https: true as const,
  hints: { ua: '"Chromium";v="142"', platform: '"Linux"', mobile: null },
};
const body = Buffer.from(
  '{"session_token":"sess_1","events":[{"request_id":"a","type":"mouse","received_at":"2026-06-14T10:00:00Z","payload":{"entropy":0.74}}]}',
);

/** What this version writes, each with everything it may hold. */
export function writtenRecords(): Readonly<Record<RecordKind, string>> {
  const { v: _version, ...reported } = head;
  const written = {
    'signal-batch': encodeSignalBatch({ ...head, client }, body),
    'forwarded-batch': encodeSignalBatch({ ...head, client: null, report: { ...report, hit: null } }, body),
    'session-report': sessionReportRecord({ ...reported, report }).value,
    'session-erasure': encodeSessionErasure({
      project_id: 123,
      session_token: 'sess_1',
      requested_at: hourMs,
    }),
    tally: encodeTally({
      v: 1,
      source: '6f1c2a34-0000-4000-8000-000000000001',
      sequence: 7,
      from: hourMs,
      to: hourMs + 5_000,
      keys: [['6f1c2a34-0000-4000-8000-000000000002', hourMs]],
      verdicts: [[123, hourMs, 'likely_human', 'allow', 40]],
      rules: [[7, hourMs, 2]],
    }),
  };
  const texts = Object.entries(written).map(([kind, value]) => [kind, value.toString()]);
  return Object.fromEntries(texts);
}

const readers: Readonly<Record<RecordKind, z.ZodType>> = {
  'signal-batch': signalEnvelopeSchema,
  'forwarded-batch': signalEnvelopeSchema,
  'session-report': sessionReportSchema,
  'session-erasure': sessionErasureSchema,
  tally: tallyRecordSchema,
};

/** What this version reads, as JSON Schema; of a batch all but its body, whose language is the browser script's. */
export function readerSchemas(): Readonly<Record<RecordKind, object>> {
  const schemas = Object.entries(readers).map(([kind, schema]) => [
    kind,
    z.toJSONSchema(schema, { io: 'input' }),
  ]);
  return Object.fromEntries(schemas);
}

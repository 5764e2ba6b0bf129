import { z } from 'zod';
import { Problem } from './problem.ts';
import { serverReportSchema } from './server-hits.ts';
import { isEventsRequest } from './signal-check.ts';
import type { EventsRequest } from './signals.ts';

/** `Sec-CH-UA`, `Sec-CH-UA-Platform` and `Sec-CH-UA-Mobile` as received; null for what was not sent. */
const hintsSchema = z.object({
  ua: z.string().nullable(),
  platform: z.string().nullable(),
  mobile: z.string().nullable(),
});

/** What ingest knew about the request that carried a batch. Nothing in it was chosen by the payload. */
const clientSchema = z.object({
  /** Address the request came from, through trusted proxies alone. */
  ip: z.string().nullable(),
  ua: z.string().nullable(),
  /** Lower-case header names in the order received, values never. */
  header_names: z.array(z.string()),
  accept_language: z.string().nullable(),
  /** True when the request came over TLS. Absent when it did not, and from records written before it was told. */
  https: z.literal(true).optional(),
  /** The three hints every Chromium volunteers, cut short. Absent when it sent none. */
  hints: hintsSchema.optional(),
});

/** What every record about a session says first. */
export const recordShape = {
  v: z.literal(1),
  project_id: z.int().positive(),
  account_id: z.int().positive(),
  session_token: z.string(),
  /** Milliseconds since 1970 UTC by ingest's clock. */
  accepted_at: z.int().nonnegative(),
  /** The project's bot/human boundary when the batch was accepted, 1–99. */
  likely_bot_threshold: z.int().min(1).max(99),
};

export const signalEnvelopeSchema = z.object({
  ...recordShape,
  /** Null when a site's server handed the events on: that request says nothing of the visitor. */
  client: clientSchema.nullable(),
  /** What the server that handed them on knows of the visitor. */
  report: serverReportSchema.optional(),
});

export type SignalClient = z.infer<typeof clientSchema>;
export type ClientHints = z.infer<typeof hintsSchema>;
export type SignalEnvelope = z.infer<typeof signalEnvelopeSchema>;

/** One record of topic `signals`: an accepted batch with the facts ingest added. */
export interface SignalBatch extends SignalEnvelope {
  /** The request body as the client sent it. */
  readonly request: EventsRequest;
}

const requestField = Buffer.from(',"request":');
const closingBrace = Buffer.from('}');

/**
 * Wraps the body in its envelope without parsing it again: `rawBody` is JSON that `isEventsRequest` accepted, and
 * goes in byte for byte.
 */
export function encodeSignalBatch(envelope: SignalEnvelope, rawBody: Buffer): Buffer {
  const head = Buffer.from(JSON.stringify(envelope));
  return Buffer.concat([head.subarray(0, -1), requestField, rawBody, closingBrace]);
}

/** Reads a record back. Throws INVALID_PAYLOAD when it is not one: such a record can never be scored. */
export function decodeSignalBatch(value: Buffer): SignalBatch {
  const parsed = parseJson(value);
  const envelope = signalEnvelopeSchema.safeParse(parsed);
  const request = (parsed as { request?: unknown }).request;
  if (!envelope.success) {
    throw new Problem('INVALID_PAYLOAD', 'not a signal batch', { cause: envelope.error });
  }
  if (!isEventsRequest(request)) throw new Problem('INVALID_PAYLOAD', 'not a valid batch of events');
  return { ...envelope.data, request };
}

function parseJson(value: Buffer): object {
  try {
    const parsed: unknown = JSON.parse(value.toString());
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch (cause) {
    throw new Problem('INVALID_PAYLOAD', 'not JSON', { cause });
  }
  throw new Problem('INVALID_PAYLOAD', 'not a JSON object');
}

/** Names a session across projects. Records of one session share it as their key, so that one partition keeps their order. */
export function sessionKey(projectId: number, sessionToken: string): string {
  return `${projectId}:${sessionToken}`;
}

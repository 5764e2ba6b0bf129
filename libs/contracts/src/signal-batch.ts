import { z } from 'zod';
import { Problem } from './problem.ts';
import { isEventsRequest } from './signal-check.ts';
import type { EventsRequest } from './signals.ts';

/** What ingest knew about the request that carried a batch. Nothing in it was chosen by the payload. */
const clientSchema = z.object({
  /** Address the request came from, through trusted proxies alone. */
  ip: z.string().nullable(),
  ua: z.string().nullable(),
  /** Lower-case header names in the order received, values never. */
  header_names: z.array(z.string()),
  accept_language: z.string().nullable(),
});

export const signalEnvelopeSchema = z.object({
  v: z.literal(1),
  project_id: z.int().positive(),
  account_id: z.int().positive(),
  session_token: z.string(),
  /** Milliseconds since 1970 UTC by ingest's clock. */
  accepted_at: z.int().nonnegative(),
  /** The project's bot/human boundary when the batch was accepted, 1–99. */
  likely_bot_threshold: z.int().min(1).max(99),
  client: clientSchema,
});

export type SignalClient = z.infer<typeof clientSchema>;
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

import { type EventsRequest, eventsRequestSchema, isEventsRequest, Problem } from '@botect/contracts';
import { checked } from '@botect/http';

/** Parses a body. Throws INVALID_PAYLOAD when it is not JSON. */
export function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new Problem('INVALID_PAYLOAD', 'The body is not valid JSON.', { cause });
  }
}

/** The `site_key` of a body that may be anything. */
export function siteKeyOf(body: unknown): string | null {
  const key =
    typeof body === 'object' && body !== null ? (body as { site_key?: unknown }).site_key : undefined;
  return typeof key === 'string' ? key : null;
}

/** All or nothing: one invalid event refuses the batch, with the path of every fault. */
export function validBatch(body: unknown): EventsRequest {
  if (isEventsRequest(body)) return body;
  const message = 'The batch is malformed; nothing of it was kept.';
  return checked(eventsRequestSchema, body, { message }) as EventsRequest;
}

/** Longer keys are refused rather than cut: two long keys may differ in their tails only. */
const idempotencyKeyMax = 255;

export function idempotencyKeyOf(header: string | null): string | null {
  if (header === null || header === '') return null;
  if (header.length <= idempotencyKeyMax) return header;
  const fault = {
    path: 'headers.idempotency-key',
    message: `must be at most ${idempotencyKeyMax} characters`,
  };
  throw new Problem('INVALID_PAYLOAD', 'The idempotency key is too long.', { faults: [fault] });
}

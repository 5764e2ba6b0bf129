import { z } from 'zod';
import { eventTypes, legacyKeys, type PayloadRule, payloadVocabulary } from './vocabulary.ts';
import { windowPayloadSchema } from './window.ts';
import type { WindowPayload } from './window-vocabulary.ts';

export const eventsPerBatchMax = 100;

/**
 * Letters, digits, `_` and `-`, as the official relay demands, and `…`: the published quickstart prints its ids
 * shortened with that character, and must work as printed.
 */
export const requestIdPattern = /^[A-Za-z0-9_…-]{1,128}$/;

/** `YYYY-MM-DDTHH:MM:SS[.1–6 digits]Z`; hour 24 and second 60 are refused. */
export const receivedAtPattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z$/;

/** Milliseconds since 1970 UTC of a time that `isTimestamp` accepts; digits below the millisecond are dropped. */
export function timestampMs(text: string): number {
  return Date.parse(text.length > 24 ? `${text.slice(0, 23)}Z` : text);
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a timestamp of the form above that names a day which exists (29 February in leap years alone). */
export function isTimestamp(text: string): boolean {
  if (!receivedAtPattern.test(text)) return false;
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const leapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && leapYear ? 29 : (daysInMonth[month - 1] ?? 0));
}

function schemaOf(rule: PayloadRule): z.ZodType {
  switch (rule.kind) {
    case 'integer':
      return z.int().min(0).max(rule.max).nullable();
    case 'decimal':
      return z.number().min(0).max(rule.max).nullable();
    case 'boolean':
      return z.boolean().nullable();
    case 'text':
      return z.string().regex(rule.pattern).nullable();
    case 'list':
      return z.array(z.string().regex(rule.item)).max(rule.itemsMax);
  }
}

const vocabularyShape = Object.fromEntries(
  Object.entries(payloadVocabulary).map(([key, rule]) => [key, schemaOf(rule).optional()]),
);

function payloadSchema(type: (typeof eventTypes)[number]) {
  if (type === 'window') return orNothing(windowPayloadSchema);
  const aliases = Object.entries(legacyKeys[type] ?? {}).map(([old, key]) => [
    old,
    schemaOf(payloadVocabulary[key]).optional(),
  ]);
  return orNothing(z.strictObject({ ...vocabularyShape, ...Object.fromEntries(aliases) }));
}

/** Some servers write an empty object as `[]`; it means the same as no payload. */
function orNothing(payload: z.ZodType) {
  return z.union([payload, z.array(z.never()).max(0), z.strictObject({}), z.null()]).optional();
}

const eventShape = {
  request_id: z.string().regex(requestIdPattern),
  received_at: z.string().refine(isTimestamp, 'must be a real UTC time: YYYY-MM-DDTHH:MM:SS[.ffffff]Z'),
};

const variants = eventTypes.map((type) =>
  z.strictObject({ ...eventShape, type: z.literal(type), payload: payloadSchema(type) }),
);

/** One interaction event. Keys outside the whitelist are refused, never ignored. */
export const signalEventSchema = z.discriminatedUnion(
  'type',
  variants as [(typeof variants)[number], ...typeof variants],
);

/** The body of `POST /v1/events`. */
export const eventsRequestSchema = z.strictObject({
  session_token: z.string().nullish(),
  site_key: z.string().optional(),
  events: z.array(signalEventSchema).min(1).max(eventsPerBatchMax),
});

export type PayloadValue = number | boolean | string | readonly string[] | null;

/** An event after validation. `payload` may still use legacy keys; see `normalisePayload`. */
export interface SignalEvent {
  readonly request_id: string;
  readonly type: (typeof eventTypes)[number];
  readonly received_at: string;
  readonly payload?: Readonly<Record<string, PayloadValue | undefined>> | WindowPayload | readonly [] | null;
}

export interface EventsRequest {
  readonly session_token?: string | null;
  readonly site_key?: string;
  readonly events: readonly SignalEvent[];
}

/** The answer of `POST /v1/events`. `over_quota` is present, and true, only above the account's monthly quota. */
export interface EventsAccepted {
  readonly session_token: string;
  readonly accepted: number;
  readonly duplicates: number;
  readonly over_quota?: true;
}

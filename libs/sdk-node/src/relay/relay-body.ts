import { isRecord, payloadCheck } from './vocabulary.ts';

const eventsMax = 100;
const payloadBytesMax = 65_536;
const requestId = /^[A-Za-z0-9_-]{1,128}$/;
/** `YYYY-MM-DDTHH:MM:SS[.1–6 digits]Z`; hour 24 and second 60 are refused. */
const timestamp =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z$/;
const bodyKeys = new Set(['session_token', 'site_key', 'events']);
const eventKeys = new Set(['request_id', 'type', 'received_at', 'payload']);

/** The events in the body of a browser's batch, ready to be forwarded; null when any of it is not on the whitelist. */
export function readRelayBody(body: Buffer): object[] | null {
  const value = parsed(body);
  if (!isRecord(value) || !Object.keys(value).every((key) => bodyKeys.has(key))) return null;
  const { session_token: token, site_key: siteKey, events } = value;
  if (token !== undefined && token !== null && typeof token !== 'string') return null;
  if (siteKey !== undefined && typeof siteKey !== 'string') return null;
  if (!Array.isArray(events) || events.length < 1 || events.length > eventsMax) return null;
  return events.every(isEvent) ? events.map(forwarded) : null;
}

function isEvent(event: unknown): event is Record<string, unknown> {
  if (!isRecord(event) || !Object.keys(event).every((key) => eventKeys.has(key))) return false;
  const { request_id: id, type, received_at: at, payload } = event;
  const check = payloadCheck(type);
  return (
    check !== undefined &&
    typeof id === 'string' &&
    requestId.test(id) &&
    isTimestamp(at) &&
    (isEmpty(payload) || (check(payload) && JSON.stringify(payload).length <= payloadBytesMax))
  );
}

/** Nothing, however it is written. */
function isEmpty(payload: unknown): boolean {
  return payload === undefined || payload === null || (Array.isArray(payload) && payload.length === 0);
}

function isTimestamp(value: unknown): boolean {
  const [, year, month, day] = typeof value === 'string' ? (timestamp.exec(value) ?? []) : [];
  if (year === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // The 30th of February would have become another day.
  return date.getUTCDate() === Number(day);
}

/** The shape of a path is for the page's own eyes; the server has the hash. */
function forwarded(event: Record<string, unknown>): object {
  const { payload, ...rest } = event;
  if (!isRecord(payload)) return rest;
  const { page_path_shape: _, ...told } = payload;
  return { ...rest, payload: told };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

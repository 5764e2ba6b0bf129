import { type EventsRequest, eventsPerBatchMax, isTimestamp, requestIdPattern } from './signals.ts';
import { eventTypes, legacyKeys, type PayloadRule, payloadVocabulary } from './vocabulary.ts';
import { isWindowPayload } from './window.ts';

/**
 * The same language as `eventsRequestSchema`, as a predicate that allocates nothing: ingest asks this first and
 * lets zod explain a refusal. A property test holds both to the same answer.
 */
export function isEventsRequest(value: unknown): value is EventsRequest {
  if (!isRecord(value)) return false;
  for (const key in value) {
    if (key !== 'session_token' && key !== 'site_key' && key !== 'events') return false;
  }
  const token = value['session_token'];
  if (token !== undefined && token !== null && typeof token !== 'string') return false;
  const siteKey = value['site_key'];
  if (siteKey !== undefined && typeof siteKey !== 'string') return false;
  const events = value['events'];
  if (!Array.isArray(events) || events.length < 1 || events.length > eventsPerBatchMax) return false;
  return events.every(isSignalEvent);
}

type Check = (value: unknown) => boolean;

const rulesByType = new Map<unknown, Map<string, Check>>(
  eventTypes.map((type) => {
    const checks = Object.entries(payloadVocabulary).map(([key, rule]): [string, Check] => [
      key,
      check(rule),
    ]);
    const aliases = Object.entries(legacyKeys[type] ?? {});
    const aliasChecks = aliases.map(([old, key]): [string, Check] => [old, check(payloadVocabulary[key])]);
    return [type, new Map([...checks, ...aliasChecks])];
  }),
);

function isSignalEvent(event: unknown): boolean {
  if (!isRecord(event)) return false;
  for (const key in event) {
    if (key !== 'request_id' && key !== 'type' && key !== 'received_at' && key !== 'payload') return false;
  }
  const rules = rulesByType.get(event['type']);
  if (rules === undefined) return false;
  const id = event['request_id'];
  if (typeof id !== 'string' || !requestIdPattern.test(id)) return false;
  const receivedAt = event['received_at'];
  if (typeof receivedAt !== 'string' || !isTimestamp(receivedAt)) return false;
  const payload = event['payload'];
  return event['type'] === 'window'
    ? isPayload(payload, noKeys) || isWindowPayload(payload)
    : isPayload(payload, rules);
}

const noKeys = new Map<string, Check>();

function isPayload(payload: unknown, rules: Map<string, Check>): boolean {
  if (payload === undefined || payload === null) return true;
  if (Array.isArray(payload)) return payload.length === 0;
  if (!isRecord(payload)) return false;
  for (const key in payload) {
    const passes = rules.get(key);
    if (passes === undefined || !passes(payload[key])) return false;
  }
  return true;
}

function check(rule: PayloadRule): Check {
  switch (rule.kind) {
    case 'integer':
      return (value) => value === null || (Number.isInteger(value) && inRange(value as number, rule.max));
    case 'decimal':
      return (value) => value === null || (typeof value === 'number' && inRange(value, rule.max));
    case 'boolean':
      return (value) => value === null || typeof value === 'boolean';
    case 'text':
      return (value) => value === null || (typeof value === 'string' && rule.pattern.test(value));
    case 'list':
      return (value) =>
        Array.isArray(value) && value.length <= rule.itemsMax && value.every(matches(rule.item));
  }
}

const inRange = (value: number, max: number): boolean => value >= 0 && value <= max;
const matches = (pattern: RegExp) => (item: unknown) => typeof item === 'string' && pattern.test(item);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

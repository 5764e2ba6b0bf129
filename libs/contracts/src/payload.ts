import type { SignalEvent } from './signals.ts';
import { legacyKeys, type Payload } from './vocabulary.ts';

/** Today's spelling of an event's payload. When both spellings are present today's wins; nulls are left out. */
export function normalisePayload(event: SignalEvent): Payload {
  const { payload, type } = event;
  if (payload === undefined || payload === null || Array.isArray(payload)) return {};
  const aliases = legacyKeys[type] ?? {};
  const entries = Object.entries(payload).filter(([, value]) => value !== null && value !== undefined);
  const renamed = entries.filter(([key]) => key in aliases).map(([key, value]) => [aliases[key], value]);
  const current = entries.filter(([key]) => !(key in aliases));
  return Object.fromEntries([...renamed, ...current]) as Payload;
}

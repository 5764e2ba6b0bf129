import type { PayloadValue, SignalEvent } from './signals.ts';
import { legacyKeys, type Payload } from './vocabulary.ts';
import type { WindowPayload } from './window-vocabulary.ts';

/** Today's spelling of an event's payload. When both spellings are present today's wins; nulls are left out. */
export function normalisePayload(event: SignalEvent): Payload {
  if (event.type === 'window') return {};
  if (event.payload === undefined || event.payload === null || Array.isArray(event.payload)) return {};
  const payload = event.payload as Readonly<Record<string, PayloadValue | undefined>>;
  const aliases: Readonly<Record<string, string>> = legacyKeys[event.type] ?? {};
  const normal: Record<string, unknown> = {};
  for (const key in payload) {
    const value = payload[key];
    if (value === null || value === undefined) continue;
    const renamed = Object.hasOwn(aliases, key) ? aliases[key] : undefined;
    if (renamed === undefined) normal[key] = value;
    else normal[renamed] = payload[renamed] ?? value;
  }
  return normal as Payload;
}

/** The payload of a `window` event that was accepted; null for other events and for one that carried nothing. */
export function windowPayload(event: SignalEvent): WindowPayload | null {
  const { type, payload } = event;
  return type === 'window' && payload && 'seq' in payload ? (payload as WindowPayload) : null;
}

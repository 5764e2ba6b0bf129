import type { EventType, Payload, SignalClient } from '@botect/contracts';
import type { Batch, Signal } from './session-state.ts';

const chrome: SignalClient = {
  ip: '203.0.113.9',
  ua: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  header_names: ['host', 'user-agent'],
  accept_language: 'en-GB,en;q=0.9',
};

/** A signal with only the telling parts spelled out. */
export function signal(id: number, type: EventType, payload: Payload = {}, atMs = 1_000 + id): Signal {
  return { id: `e${id}`, idHash: id, type, atMs, payload, window: null };
}

export function batch(signals: readonly Signal[], over: Partial<Batch> = {}): Batch {
  return { acceptedAtMs: 5_000, likelyBotThreshold: 30, client: chrome, signals, ...over };
}

export function clientWith(over: Partial<SignalClient>): SignalClient {
  return { ...chrome, ...over };
}

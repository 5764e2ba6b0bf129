import { createHash } from 'node:crypto';
import type { Payload } from '@botect/contracts';

/** One request body, and what a ledger needs to know of it. */
export interface Batch {
  readonly session: string;
  readonly body: string;
  /** Request ids of its events. */
  readonly ids: readonly string[];
  readonly eventCount: number;
}

export interface TrafficPlan {
  /** Whatever makes its sessions and request ids differ from others'. */
  readonly name: string;
  readonly siteKey: string;
  readonly sessions: number;
  readonly batchesPerSession: number;
}

/** Batches of many visitors, people and bots, interleaved. The same plan always gives the same batches. */
export function* trafficOf(plan: TrafficPlan): Generator<Batch> {
  const visitors = Array.from({ length: plan.sessions }, (_, at) => visitorOf(plan.name, at));
  for (let second = 1; second <= plan.batchesPerSession; second += 1) {
    for (const [at, visitor] of visitors.entries()) yield batchOf(plan, visitor, { at, second });
  }
}

/** Visitors come and go for ever: when those of one plan are gone, others follow. */
export function* endlessTraffic(plan: TrafficPlan): Generator<Batch> {
  for (let wave = 1; ; wave += 1) yield* trafficOf({ ...plan, name: `${plan.name}-${wave}` });
}

export function traffic(plan: TrafficPlan): Batch[] {
  return [...trafficOf(plan)];
}

export function eventsOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { eventCount }) => sum + eventCount, 0);
}

/** A number from 0 up to below `limit`, the same for the same text. */
export function seeded(text: string, limit: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE() % limit;
}

/** A visitor's page after so many seconds. */
type Visitor = (second: number) => Payload;

function visitorOf(name: string, at: number): Visitor {
  const pick = (what: string, limit: number) => seeded(`${name} ${at} ${what}`, limit);
  const entropy = (pick('kind', 3) === 0 ? pick('bot', 30) : 200 + pick('person', 700)) / 1_000;
  return (second) => ({
    total_ms: second * 1_000,
    visible_ms: second * 1_000,
    mouse_moves: second * (5 + pick('moves', 40)),
    mouse_entropy: entropy,
    pointer_types: ['mouse'],
    scroll_events: second * pick('scrolls', 4),
    scroll_velocity: 100 + pick('velocity', 2_000),
    click_events: pick('clicks', 3),
    time_to_first_input_ms: 1 + pick('first', 4_000),
    js_passed: pick('probe', 4) > 0,
    page_path_hash: `abc${pick(`page ${second}`, 3)}`,
  });
}

function batchOf(plan: TrafficPlan, visitor: Visitor, { at, second }: { at: number; second: number }): Batch {
  const id = `${plan.name}-${at}-${second}`;
  const session = `bt_${createHash('sha256').update(`${plan.name} ${at}`).digest('base64url').slice(0, 32)}`;
  const received_at = new Date(Date.UTC(2026, 5, 14, 10, 0, second)).toISOString();
  const events = Array.from({ length: 1 + seeded(id, 3) }, (_, event) => ({
    request_id: `${id}-${event}`,
    type: event === 0 ? 'snapshot' : 'scroll',
    received_at,
    payload: event === 0 ? visitor(second) : { scroll_events: event },
  }));
  const body = JSON.stringify({ session_token: session, site_key: plan.siteKey, events });
  return { session, body, ids: events.map(({ request_id }) => request_id), eventCount: events.length };
}

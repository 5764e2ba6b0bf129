import type { EventType, Payload, SignalClient, WindowPayload } from '@botect/contracts';
import type { DeclaredAgent } from './declared-agent.ts';
import type { NetworkFacts } from './network-evidence.ts';
import type { Precedents } from './replay.ts';
import type { AgentFact, Signed } from './signed-agent.ts';
import type { Reported, SiteReport } from './site-report.ts';
import type { WindowEvidence } from './window-evidence.ts';

/** One event, ready to be folded in. */
export interface Signal {
  readonly id: string;
  /** 53-bit hash of `id`. */
  readonly idHash: number;
  readonly type: EventType;
  /** Client's time of a snapshot, milliseconds since 1970; 0 for other events, whose order does not matter. */
  readonly atMs: number;
  readonly payload: Payload;
  /** Of a `window` event; null for all others. */
  readonly window: WindowPayload | null;
  /** Who else made the window's movements; absent when nobody could be asked. */
  readonly precedents?: Precedents;
}

/** One accepted batch as the core sees it. */
export interface Batch {
  /** Ingest's time, milliseconds since 1970. */
  readonly acceptedAtMs: number;
  readonly likelyBotThreshold: number;
  /** Null when the site's server handed the signals on, or came with a report alone. */
  readonly client: SignalClient | null;
  /** What the client's user agent says; absent when nobody has read it. */
  readonly declared?: DeclaredAgent;
  readonly signals: readonly Signal[];
  readonly report?: SiteReport;
  /** What the signature in the report proved; absent when nothing. */
  readonly agent?: AgentFact;
}

/** Counters and extremes that several events, pages or batches can be merged into, in any order. */
export interface Measures {
  readonly sums: Readonly<Partial<Record<SummedKey, number>>>;
  readonly minima: Readonly<Partial<Record<MinimumKey, number>>>;
  readonly maxima: Readonly<Partial<Record<MaximumKey, number>>>;
  /** Weighted means kept as [Σ value·weight, Σ weight]. */
  readonly entropy: readonly [number, number];
  readonly velocity: readonly [number, number];
  /** Sorted, without repeats. */
  readonly pointerTypes: readonly string[];
}

export const summedKeys = [
  'total_ms',
  'visible_ms',
  'visibility_changes',
  'mouse_moves',
  'pointer_moves',
  'scroll_events',
  'click_events',
  'key_events',
] as const;
export const minimumKeys = ['first_input_delay_ms', 'time_to_first_input_ms'] as const;
export const maximumKeys = ['scroll_max_depth_pct', 'max_touch_points', 'coarse_pointer'] as const;
export type SummedKey = (typeof summedKeys)[number];
export type MinimumKey = (typeof minimumKeys)[number];
export type MaximumKey = (typeof maximumKeys)[number];

/** A snapshot holds the page's totals, so the newest one stands for the page; other events add up. */
export interface Page {
  /** Orders snapshots: client time, then request id; '' before the first. */
  readonly snapshotOrder: string;
  readonly snapshot: Measures | null;
  readonly increments: Measures;
}

export const tells = [
  'webdriver',
  'headless',
  'headless_ua',
  'zero_viewport',
  'missing_plugins',
  'navigator_anomaly',
  'driver_globals',
  'debugger_attached',
  'rewritten_functions',
  'contexts_disagree',
  'software_rendering',
  'default_viewport',
  'permission_contradiction',
  'no_fine_pointer',
  'rewritten_webdriver_flag',
  'engine_mismatch',
  'unknown_time_zone',
  'no_webgl',
] as const;
export type Tell = (typeof tells)[number];

/** What the page's probe said: null until it said anything. */
export interface Probe {
  /** Every probe passed. */
  readonly passed: boolean | null;
  /** Tells seen in any probe, sorted. */
  readonly tells: readonly Tell[];
  /** Languages the page saw, sorted; the first `languagesMax` of them. */
  readonly languages: readonly string[];
}

/** All that is kept of a session between batches. Plain JSON: it is stored as it is. */
export interface SessionState extends Reported, Signed {
  /** Hashes of the request ids already counted, oldest first, at most `seenMax`. */
  readonly seen: readonly number[];
  /** By page path hash; '' for events that name no page. */
  readonly pages: Readonly<Record<string, Page>>;
  readonly probe: Probe;
  /** Absent as long as no window was seen. */
  readonly windows?: WindowEvidence;
  /** Of the newest batch by ingest's clock, of those that came from a browser. */
  readonly client: SignalClient | null;
  /** When that was; absent from sessions stored before reports came between: then it is `lastAtMs`. */
  readonly clientAtMs?: number;
  /** What that client's user agent says. Absent from sessions stored before agents were read. */
  readonly declared?: DeclaredAgent | null;
  /** Of the trusted address and the agent. Absent from sessions stored before networks were judged; null without an address. */
  readonly network?: NetworkFacts | null;
  readonly likelyBotThreshold: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/**
 * Events remembered per session. A redelivery older than the last 4,096 events of its session would count again:
 * far beyond what a consumer can have in flight, and a day's worth of any real visitor.
 */
export const seenMax = 4_096;

/** Pages kept apart per session; events of further pages share one bucket. */
export const pagesMax = 64;

/** Languages kept of a session: browsers list ten at most, and nobody changes them again and again. */
export const languagesMax = 20;

export const noMeasures: Measures = {
  sums: {},
  minima: {},
  maxima: {},
  entropy: [0, 0],
  velocity: [0, 0],
  pointerTypes: [],
};

export const emptySession: SessionState = {
  seen: [],
  pages: {},
  probe: { passed: null, tells: [], languages: [] },
  client: null,
  likelyBotThreshold: 30,
  firstAtMs: 0,
  lastAtMs: 0,
};

import type { Band, BehavioralSignals } from '@botect/contracts';

/** What a list shows of a session. Times are milliseconds since 1970. */
export interface SessionFacts {
  readonly token: string;
  readonly score: number;
  readonly detectionIds: readonly number[];
  readonly verifiedCategory: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly country: string | null;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly scoredAtMs: number;
}

/** One part of a score. */
export interface SessionReason {
  /** The detection; null for what speaks for a person. */
  readonly id: number | null;
  readonly term: string;
  readonly points: number;
  readonly evidence: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly score: number;
  readonly detection_ids: readonly number[];
}

/** Counters and extremes of one page; means come as [sum of value by weight, sum of weights]. */
export interface PageMeasures {
  readonly sums: Readonly<Record<string, number>>;
  readonly minima: Readonly<Record<string, number>>;
  readonly maxima: Readonly<Record<string, number>>;
  readonly entropy: readonly [number, number];
  readonly velocity: readonly [number, number];
  readonly pointerTypes: readonly string[];
}

export interface MeasuredPage {
  /** Hash of its path; '' for signals that name no page. */
  readonly page: string;
  readonly measures: PageMeasures;
}

/** What the site's server told of the pages it rendered. */
export interface ReportedHits {
  readonly count: number;
  /** Of the newest. */
  readonly headerNames: readonly string[];
  readonly languages: readonly string[];
  readonly hadSessionCookie: boolean;
  readonly address: {
    readonly ip: string;
    readonly source: string | null;
    readonly inferred: boolean;
  } | null;
}

/** What the windows of a session add up to, by group and field; counts that are 0 may be left out. */
export interface MeasuredWindows {
  readonly windows: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number | readonly number[]>>>>;
}

/** Everything an owner may see of one session. */
export interface SessionRecord extends SessionFacts {
  readonly jsPassed: boolean | null;
  /** Null: the site's server never said. */
  readonly loggedIn: boolean | null;
  readonly loggedInAtMs: number | null;
  readonly hits: ReportedHits | null;
  readonly behavioral: BehavioralSignals;
  readonly reasons: readonly SessionReason[];
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  readonly pages: readonly MeasuredPage[];
  /** Null when none was received. */
  readonly windows: MeasuredWindows | null;
  readonly tells: readonly string[];
  readonly languages: readonly string[];
}

/** Sessions of which all hold that is not null. */
export interface SessionFilter {
  readonly token: string | null;
  readonly tokenBegins: string | null;
  /** An address or a CIDR block. */
  readonly network: string | null;
  readonly userAgent: string | null;
  readonly country: string | null;
  readonly band: Band | null;
  readonly scoreMin: number | null;
  readonly scoreMax: number | null;
  readonly detectionId: number | null;
  readonly verified: boolean | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export const anySession: SessionFilter = {
  token: null,
  tokenBegins: null,
  network: null,
  userAgent: null,
  country: null,
  band: null,
  scoreMin: null,
  scoreMax: null,
  detectionId: null,
  verified: null,
  fromMs: null,
  toMs: null,
};

import type { TallyRecord } from '@botect/contracts';
import type { StoredRule } from '@botect/rules';
import type { SessionPlace } from '../core/page-cursor.ts';
import type { SessionFacts, SessionFilter, SessionRecord } from '../core/session-record.ts';
import type { TimeWindow } from '../core/time-window.ts';
import type { SessionCount, VerdictCount } from '../core/traffic-points.ts';

/** Sessions as scoring keeps them; the control plane only reads them. */
export interface SessionReader {
  /** The newest that pass, so many at most, after a place unless null; of one moment the greatest token comes first. */
  page(
    projectId: number,
    filter: SessionFilter,
    part: { readonly limit: number; readonly after: SessionPlace | null },
  ): Promise<readonly SessionFacts[]>;
  /** How many pass; counting stops at the most. */
  count(projectId: number, filter: SessionFilter, most: number): Promise<number>;
  find(projectId: number, token: string): Promise<SessionRecord | null>;
  /** All that is stored of each, as JSON text; those that are gone are left out. */
  whole(projectId: number, tokens: readonly string[]): Promise<readonly string[]>;
}

/** The active rules of a project and its account, in the order of evaluation. */
export type ApplicableRules = (accountId: number, projectId: number) => Promise<readonly StoredRule[]>;

/** What passed in a window, by buckets of so many milliseconds that count from 1970. */
export interface TrafficReader {
  /** By the time a session was last seen, and the band it is in under the threshold of now. */
  sessions(
    projectIds: readonly number[],
    window: TimeWindow,
    bucketMs: number,
  ): Promise<readonly SessionCount[]>;
  verdicts(
    projectIds: readonly number[],
    window: TimeWindow,
    bucketMs: number,
  ): Promise<readonly VerdictCount[]>;
  /** How many addresses sessions came from, and those most came from. */
  addresses(
    projectId: number,
    window: TimeWindow,
    most: number,
  ): Promise<{
    readonly distinct: number;
    readonly top: readonly { readonly ip: string; readonly sessions: number; readonly bots: number }[];
  }>;
}

/** Events by month (`2026-06`, those without left out), from the first up to the last, and how many a month may have. */
export type ReadUsage = (
  accountId: number,
  months: { readonly first: string; readonly last: string },
) => Promise<{ readonly quota: number | null; readonly events: ReadonlyMap<string, number> }>;

/** Asks for sessions to be erased. Stops at the first failure, and tells how many requests are kept by then. */
export type RequestErasures = (
  projectId: number,
  tokens: readonly string[],
  requestedAtMs: number,
) => Promise<{ readonly acknowledged: number; readonly failure: unknown }>;

/** Adds counts to those kept, once; false when they were added before. */
export type RecordTally = (tally: TallyRecord) => Promise<boolean>;

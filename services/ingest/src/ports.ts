import type { OutgoingRecord } from '@botect/bus';
import type { ProjectPolicy } from '@botect/policy';
import type { Clock } from '@botect/runtime';

/** Resolves once the log has acknowledged the record. */
export type Publish = (record: OutgoingRecord) => Promise<void>;

/** What a key stands for; null when it is no live key of that kind. */
export type FindProject = (key: string) => ProjectPolicy | null | Promise<ProjectPolicy | null>;

/** Marks what a session was told as accepted and answers how much of it was new. */
export type CountNewEvents = (projectId: number, token: string, ids: readonly string[]) => Promise<number>;

/** Events counted for an account in the current month, UTC; may be some seconds old. */
export type UsageThisMonth = (accountId: number) => Promise<number>;

/** Whether the session was ever scored. Rejects with SERVICE_UNAVAILABLE when that cannot be told. */
export type IsKnownSession = (projectId: number, token: string) => Promise<boolean>;

/** Where session tokens come from. */
export interface TokenSource {
  /** A new token nobody can guess. */
  mint(): string;
  /** The token of a first contact: the same for the same project and idempotency key, on every replica and for ever. */
  derive(sessionSeed: Buffer, idempotencyKey: string): string;
}

/** The script that pages load. */
export interface BrowserScript {
  readonly version: string;
  /** Changes with its bytes. */
  readonly tag: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

/** Fails with SERVICE_UNAVAILABLE where the script was not built. */
export type ReadBrowserScript = () => BrowserScript;

/** Counts what ingest does. */
export interface IngestMeter {
  accepted(projectId: number, fresh: number, repeated: number): void;
  /** So many of them for an account past its monthly quota. */
  overQuota(fresh: number): void;
  /** A site's server told of a page or of a login. */
  reported(what: 'page_hit' | 'login'): void;
  refused(error: unknown): void;
}

export interface Ports {
  readonly findBySiteKey: FindProject;
  readonly findByPrivateKey: FindProject;
  readonly publish: Publish;
  readonly countNewEvents: CountNewEvents;
  readonly usageThisMonth: UsageThisMonth;
  readonly isKnownSession: IsKnownSession;
  readonly tokens: TokenSource;
  readonly browserScript: ReadBrowserScript;
  readonly meter: IngestMeter;
  readonly now: Clock;
}

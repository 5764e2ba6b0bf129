import type { OutgoingRecord } from '@botect/bus';
import type { ProjectPolicy } from '@botect/policy';

/** Resolves once the log has acknowledged the record. */
export type Publish = (record: OutgoingRecord) => Promise<void>;

/** What a site key stands for; null when it is no live key. */
export type FindProject = (siteKey: string) => ProjectPolicy | null | Promise<ProjectPolicy | null>;

/** Marks a session's events as accepted and answers how many of them were new. */
export type CountNewEvents = (
  projectId: number,
  token: string,
  requestIds: readonly string[],
) => Promise<number>;

/** Events counted for an account in the current month, UTC; may be some seconds old. */
export type UsageThisMonth = (accountId: number) => Promise<number>;

/** Where session tokens come from. */
export interface TokenSource {
  /** A new token nobody can guess. */
  mint(): string;
  /** The token of a first contact: the same for the same project and idempotency key, on every replica and for ever. */
  derive(sessionSeed: Buffer, idempotencyKey: string): string;
}

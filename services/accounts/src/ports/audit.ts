import type { AuditEntry, AuditQuery } from '@botect/contracts';
import type { Actor } from './callers.ts';

/** One management write, as the audit keeps it. Holds no secret, neither before nor after. */
export interface AuditNote {
  /** Like `rule.created`. */
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string | number | null;
  readonly projectId?: number | null;
  readonly before?: object | null;
  readonly after?: object | null;
}

/** Who wrote, and by which request. */
export interface AuditOrigin {
  readonly accountId: number;
  readonly actor: Actor | { readonly kind: 'system'; readonly id: null; readonly name: string };
  readonly requestId: string;
  readonly address: string;
}

export interface AuditStore {
  append(origin: AuditOrigin, notes: readonly AuditNote[]): Promise<void>;
  /** The newest first. */
  list(accountId: number, query: AuditQuery): Promise<readonly AuditEntry[]>;
}

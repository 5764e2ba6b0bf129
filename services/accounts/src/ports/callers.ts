import type { Account, Permission, User } from '@botect/contracts';

/** Who acts: a person at a browser, or a key. The name is the one it has now; the audit keeps it. */
export interface Actor {
  readonly kind: 'person' | 'key';
  readonly id: string;
  readonly name: string;
}

/** Whom a credential of the control plane speaks for. */
export interface Caller {
  readonly actor: Actor;
  /** The person behind it; null for keys of a workspace or project, which outlive whoever made them. */
  readonly user: User | null;
  /** Null when the account is gone, or no longer the user's. */
  readonly account: Account | null;
  readonly suspended: boolean;
  /** What the role of the person and the set of the key both allow. */
  readonly permissions: ReadonlySet<Permission>;
  /** The one project the key is for; null when it is for all of the account's. */
  readonly projectId: number | null;
  /** How long the key works still; null for a key without end, and for a person at a browser. */
  readonly secondsLeft: number | null;
}

/** The caller behind a bearer key; null when it is unknown, revoked or expired. */
export type FindCaller = (key: string) => Promise<Caller | null>;

/** The caller behind a login's cookie; null when it is unknown or over. */
export type FindLogin = (cookie: string) => Promise<Caller | null>;

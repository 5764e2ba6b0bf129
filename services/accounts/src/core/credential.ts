import type { Permission } from '@botect/contracts';

/** Keys of the control plane: a person's, a workspace's, a project's. */
export type CredentialKind = 'account' | 'workspace' | 'project';

/** Those of one kind in an account, or in one of its projects. */
export interface CredentialOwner {
  readonly accountId: number;
  readonly kind: CredentialKind;
  readonly projectId?: number;
}

/** All that is known of a credential; its text is not. `…_by` are ids of people, null where a key acted. */
export interface Credential {
  readonly id: string;
  readonly label: string;
  /** Null: all its owner may do. */
  readonly permissions: readonly Permission[] | null;
  readonly last_four: string;
  /** The person it speaks for. */
  readonly user_id: number | null;
  readonly created_at: string;
  readonly created_by: number | null;
  readonly updated_at: string;
  readonly updated_by: number | null;
  readonly revoked_at: string | null;
  readonly revoked_by: number | null;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

export interface NewCredential {
  readonly key: string;
  readonly label: string;
  readonly createdBy: number | null;
  readonly userId?: number;
  readonly permissions?: readonly Permission[] | null;
  readonly expiresInSeconds?: number | null;
}

/** What is named changes. */
export interface CredentialChange {
  readonly label?: string | undefined;
  readonly permissions?: readonly Permission[] | undefined;
  readonly expiresInSeconds?: number | undefined;
  readonly updatedBy: number | null;
}

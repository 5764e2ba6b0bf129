import { type Permission, projectKeyPermissions, type Role, rolePermissions } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Logger } from '@botect/runtime';
import { allowedBy } from '../core/grants.ts';
import type { Actor, Caller } from '../ports/index.ts';

/** A credential as found, with the person and the account behind it. */
export interface CallerRow {
  readonly credential_id: string;
  readonly kind: 'account' | 'workspace' | 'project' | 'login';
  readonly key_label: string;
  readonly project_id: number | null;
  readonly seconds_left: number | null;
  readonly scoped: boolean;
  readonly permissions: readonly Permission[] | null;
  /** Null for keys that speak for no person. */
  readonly user_id: number | null;
  readonly user_name: string;
  readonly email: string;
  readonly created_at: Date;
  /** Null, with all that follows from it, when the membership is gone. */
  readonly account_id: number | null;
  readonly account_name: string;
  readonly slug: string;
  readonly is_personal: boolean;
  readonly role: Role | null;
  readonly suspended: boolean;
  readonly use_unseen: boolean;
}

export function callerOf(row: CallerRow): Caller {
  const { account_id, account_name: name, slug, is_personal, role, user_id, created_at } = row;
  const user =
    user_id === null
      ? null
      : { id: user_id, name: row.user_name, email: row.email, created_at: created_at.toISOString() };
  return {
    actor: actorOf(row),
    user,
    account: account_id === null ? null : { id: account_id, name, slug, is_personal, role },
    suspended: row.suspended ?? false,
    projectId: row.project_id,
    secondsLeft: row.seconds_left,
    permissions: allowedBy(role === null ? [] : rolePermissions[role], setOf(row)),
  };
}

/** A person acts through a login; through a key it is the key that acts, whoever made it. */
function actorOf({ kind, credential_id, key_label, user_id, user_name }: CallerRow): Actor {
  if (kind === 'login') return { kind: 'person', id: `${user_id}`, name: user_name };
  return { kind: 'key', id: credential_id, name: key_label };
}

function setOf({ kind, scoped, permissions }: CallerRow): readonly Permission[] | null {
  if (scoped) return permissions ?? [];
  return kind === 'project' ? projectKeyPermissions : null;
}

/** When a credential was last used is worth knowing, not worth a refusal. */
export async function recordUse(
  { sql, log }: { readonly sql: Sql; readonly log: Logger },
  statement: string,
  credentialId: string,
): Promise<void> {
  try {
    await sql.query(statement, [credentialId]);
  } catch (error) {
    log.warn({ err: error }, 'cannot record the use of a credential');
  }
}

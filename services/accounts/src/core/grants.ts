import type { Permission } from '@botect/contracts';

/** What a role and a key's own set both allow; a key without a set allows all its role does. */
export function allowedBy(
  ofRole: readonly Permission[],
  ofKey: readonly Permission[] | null,
): ReadonlySet<Permission> {
  return new Set(ofKey === null ? ofRole : ofRole.filter((permission) => ofKey.includes(permission)));
}

/** The permissions somebody wants to hand on without holding them. */
export function beyond(wanted: readonly Permission[], held: ReadonlySet<Permission>): readonly Permission[] {
  return wanted.filter((permission) => !held.has(permission));
}

import type { Account, Role, User } from '@botect/contracts';
import type { Prisma } from '@botect/database';
import type { Person } from '../ports/index.ts';

export const withMemberships = {
  memberships: { include: { account: true }, orderBy: { accountId: 'asc' } },
  invitations: { select: { accountId: true, usedAt: true } },
} as const satisfies Prisma.UserInclude;

export type UserRow = Prisma.UserGetPayload<{ include: typeof withMemberships }>;

/** Whoever was invited is not in before they accepted; whoever was never invited was always in. */
function accepted({ invitations }: UserRow, accountId: number): boolean {
  const codes = invitations.filter((invitation) => invitation.accountId === accountId);
  return codes.length === 0 || codes.some(({ usedAt }) => usedAt !== null);
}

export function personOf(row: UserRow, accountId: number): Person | null {
  const membership = row.memberships.find((one) => one.accountId === accountId);
  if (membership === undefined) return null;
  const elsewhere = accountsOf(row).some(({ id }) => id !== accountId);
  const status = accepted(row, accountId) ? 'active' : 'invited';
  const member = {
    id: row.id,
    // The name they have in another account is told once the person is here, not to whoever knows the address.
    name: row.memberships.length > 1 && status === 'invited' ? row.email : row.name,
    email: row.email,
    role: membership.role as Role,
    status,
    created_at: membership.createdAt.toISOString(),
  } as const;
  return { member, elsewhere };
}

/** The accounts a person has accepted. */
export function accountsOf(row: UserRow): Account[] {
  return row.memberships
    .filter(({ accountId }) => accepted(row, accountId))
    .map(({ role, account: { id, name, slug, isPersonal } }) => ({
      id,
      name,
      slug,
      is_personal: isPersonal,
      role,
    }));
}

export function userOf({ id, name, email, createdAt }: UserRow): User {
  return { id, name, email, created_at: createdAt.toISOString() };
}

import { randomBytes } from 'node:crypto';
import type { Permission, Role } from '@botect/contracts';
import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';

export interface BuiltAccount {
  readonly accountId: number;
  readonly userId: number;
  /** In clear. */
  readonly token: string;
  /** Its only project; scoring is not enabled. */
  readonly projectId: number;
}

export interface AccountDifferences {
  readonly suspendedAt?: Date;
  readonly tokenExpiresAt?: Date;
  readonly tokenRevokedAt?: Date;
  /** The user left the account; the token stayed. */
  readonly memberLeft?: boolean;
  /** Of the token's user; owner unless told. */
  readonly role?: Role;
  /** The token's own set; null for a token without one. */
  readonly permissions?: readonly Permission[] | null;
}

let accountsBuilt = 0;

/** An account of its own for each test: one owner, one live token, one project, but for what is said otherwise. */
export async function buildAccount(
  { prisma }: Database,
  differences: AccountDifferences = {},
): Promise<BuiltAccount> {
  accountsBuilt += 1;
  const {
    suspendedAt = null,
    tokenExpiresAt = null,
    tokenRevokedAt = null,
    memberLeft = false,
    role = 'owner',
    permissions = null,
  } = differences;
  const name = `account-${accountsBuilt}`;
  const token = `token-of-${name}`;
  const { id: userId } = await prisma.user.create({ data: { name: 'Ada', email: `${name}@example.org` } });
  const { id: accountId } = await prisma.account.create({
    data: {
      name: 'Acme Inc',
      slug: name,
      suspendedAt,
      ...(!memberLeft && { memberships: { create: { userId, role } } }),
    },
  });
  const times = { expiresAt: tokenExpiresAt, revokedAt: tokenRevokedAt };
  const keyHash = new Uint8Array(hashKey(token));
  const lastFour = token.slice(-4);
  const scope = permissions === null ? {} : { scoped: true, permissions: [...permissions] };
  await prisma.key.create({
    data: { kind: 'account', accountId, userId, label: 'test', keyHash, lastFour, ...scope, ...times },
  });
  const settings = { create: { sessionSeed: randomBytes(32) } };
  const project = await prisma.project.create({ data: { accountId, name: 'Shop', settings } });
  return { accountId, userId, token, projectId: project.id };
}

import type { Database } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { BuiltAccount } from './account-builder.fixture.ts';

/** A live login of the account's person; answers its cookie's value. */
export async function buildLogin(
  { prisma }: Database,
  { accountId, userId }: Pick<BuiltAccount, 'accountId' | 'userId'>,
): Promise<string> {
  const cookie = `login-of-${userId}`;
  const tokenHash = new Uint8Array(hashKey(cookie));
  const expiresAt = new Date(Date.UTC(2999, 0));
  await prisma.login.create({ data: { userId, accountId, tokenHash, address: '192.0.2.1', expiresAt } });
  return cookie;
}

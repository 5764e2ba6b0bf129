import type { MemberInvite } from '@botect/contracts';
import type { MemberId, MemberStore } from '../ports/index.ts';
import { personOf, withMemberships } from './membership-row.ts';
import type { Queries } from './queries.ts';
import { lockAccount } from './row-locks.ts';

/** Use it inside a transaction: the account's row is the lock that lets one caller at a time change who belongs to it. */
export function prismaMemberStore(queries: Queries): MemberStore {
  return {
    async list(accountId) {
      const where = { memberships: { some: { accountId } } };
      const rows = await queries.user.findMany({ where, include: withMemberships, orderBy: { id: 'asc' } });
      return rows.flatMap((row) => personOf(row, accountId) ?? []);
    },
    async add(accountId, invite) {
      await lockAccount(queries, accountId);
      const userId = await userOfAddress(queries, invite);
      const membership = { accountId, userId, role: invite.role };
      const { count } = await queries.membership.createMany({ data: [membership], skipDuplicates: true });
      if (count === 0) return null;
      const row = await queries.user.findUniqueOrThrow({ where: { id: userId }, include: withMemberships });
      return personOf(row, accountId);
    },
    async setRole({ accountId, userId }, role) {
      await queries.membership.updateMany({ where: { accountId, userId }, data: { role } });
    },
    async remove(member, removedBy) {
      await lockAccount(queries, member.accountId);
      if ((await queries.membership.count({ where: { accountId: member.accountId } })) <= 1) return false;
      await endAccess(queries, member, removedBy);
      await forgetUnlessElsewhere(queries, member.userId);
      return true;
    },
  };
}

/** Makes the person or finds them; either way nobody removes them before this transaction ends. */
async function userOfAddress(queries: Queries, { email, name }: MemberInvite): Promise<number> {
  const rows = await queries.$queryRaw<{ id: number }[]>`
    insert into accounts.users (name, email) values (${name}, ${email})
    on conflict (email) do update set email = excluded.email returning id`;
  return rows[0]?.id ?? Promise.reject(new Error('the upsert answered no row'));
}

async function endAccess(queries: Queries, { accountId, userId }: MemberId, removedBy: number | null) {
  const where = { accountId, userId };
  await queries.login.deleteMany({ where });
  await queries.invitation.deleteMany({ where });
  await queries.$executeRaw`
    update accounts.keys set revoked_at = now(), revoked_by = ${removedBy}::int, updated_at = now(),
      updated_by = ${removedBy}::int
    where account_id = ${accountId} and user_id = ${userId} and revoked_at is null`;
  await queries.membership.deleteMany({ where });
}

async function forgetUnlessElsewhere(queries: Queries, userId: number): Promise<void> {
  // Two statements: the second sees whoever the lock was waiting for.
  await queries.$queryRaw`select id from accounts.users where id = ${userId} for update`;
  await queries.user.deleteMany({ where: { id: userId, memberships: { none: {} } } });
}

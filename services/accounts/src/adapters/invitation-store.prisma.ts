import { hashKey } from '@botect/policy';
import type { InvitationStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

interface OpenRow {
  readonly account_id: number;
  readonly user_id: number;
  readonly email: string;
  readonly endless: boolean;
}

/** Of codes only the hash is kept; the database's clock judges when one is over. */
export function prismaInvitationStore(queries: Queries): InvitationStore {
  return {
    async create({ accountId, userId }, code, days) {
      await queries.invitation.deleteMany({ where: { accountId, userId, usedAt: null } });
      const rows = await queries.$queryRaw<{ expires_at: Date | null }[]>`
        insert into accounts.invitations (account_id, user_id, code_hash, expires_at)
        values (${accountId}, ${userId}, ${hashKey(code)}, now() + make_interval(days => ${days}::int))
        returning expires_at`;
      return rows[0]?.expires_at?.toISOString() ?? null;
    },
    async find(code) {
      const [row] = await queries.$queryRaw<OpenRow[]>`
        select invitation.account_id, invitation.user_id, u.email, invitation.expires_at is null as endless
        from accounts.invitations invitation join accounts.users u on u.id = invitation.user_id
        where invitation.code_hash = ${hashKey(code)} and invitation.used_at is null
          and (invitation.expires_at is null or invitation.expires_at > now())`;
      if (row === undefined) return null;
      const { account_id: accountId, user_id: userId, email, endless: byOperator } = row;
      return { accountId, userId, email, byOperator };
    },
    async use(code) {
      const used = await queries.$executeRaw`
        update accounts.invitations set used_at = now()
        where code_hash = ${hashKey(code)} and used_at is null and (expires_at is null or expires_at > now())`;
      return used > 0;
    },
  };
}

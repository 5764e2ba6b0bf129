import type { AccountStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

interface OverviewRow {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly suspended: boolean;
  readonly quota: bigint | null;
  readonly events: bigint;
}

export function prismaAccountStore(queries: Queries): AccountStore {
  return {
    async rename(id, name) {
      await queries.account.update({ where: { id }, data: { name } });
    },
    async overview() {
      const rows = await queries.$queryRaw<OverviewRow[]>`
        select account.id, account.name, account.slug, account.suspended_at is not null as suspended,
          account.monthly_event_quota as quota, coalesce(usage.events, 0)::bigint as events
        from accounts.accounts account
        left join scoring.usage_months usage on usage.account_id = account.id
          and usage.month = date_trunc('month', now() at time zone 'utc')::date
        order by account.id`;
      return rows.map(({ quota, events, ...account }) => ({
        ...account,
        quota: quota === null ? null : Number(quota),
        eventsThisMonth: Number(events),
      }));
    },
    async limit(accountId, { suspended, quota }) {
      if (suspended !== undefined)
        await queries.$executeRaw`
          update accounts.accounts set updated_at = now(),
            suspended_at = case when ${suspended}::boolean then coalesce(suspended_at, now()) end
          where id = ${accountId}`;
      if (quota !== undefined)
        await queries.account.update({ where: { id: accountId }, data: { monthlyEventQuota: quota } });
    },
    async owner(accountId) {
      const where = { accountId, role: 'owner' };
      return (await queries.membership.findFirst({ where, orderBy: { userId: 'asc' } }))?.userId ?? null;
    },
  };
}

import type { Sql } from '@botect/database';
import type { ReadUsage } from '../ports/index.ts';

const quotaSql = 'select monthly_event_quota as quota from accounts.accounts where id = $1';

const monthsSql = `
  select to_char(month, 'YYYY-MM') as month, events
  from scoring.usage_months where account_id = $1 and month >= ($2 || '-01')::date and month <= ($3 || '-01')::date`;

export function postgresReadUsage(sql: Sql): ReadUsage {
  return async (accountId, { first, last }) => {
    const [account, months] = await Promise.all([
      sql.query<{ quota: number | bigint | null }>(quotaSql, [accountId]),
      sql.query<{ month: string; events: number | bigint }>(monthsSql, [accountId, first, last]),
    ]);
    const quota = account.rows[0]?.quota ?? null;
    return {
      quota: quota === null ? null : Number(quota),
      events: new Map(months.rows.map(({ month, events }) => [month, Number(events)])),
    };
  };
}

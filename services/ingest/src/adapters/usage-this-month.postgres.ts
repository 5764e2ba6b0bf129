import type { Sql } from '@botect/database';
import type { Clock, Logger } from '@botect/runtime';
import { LRUCache } from 'lru-cache';
import type { UsageThisMonth } from '../ports.ts';

/** The quota is soft, so a count a few seconds old is as good as a fresh one. */
const rememberedMs = 5_000;

const usageSql = 'select events from scoring.usage_months where account_id = $1 and month = $2::date';

/** Reads what scoring metered. When the database is away the account counts as below its quota. */
export function postgresUsageThisMonth(sql: Sql, now: Clock, log: Logger): UsageThisMonth {
  const remembered = new LRUCache<string, number>({
    max: 10_000,
    ttl: rememberedMs,
    perf: { now },
    ttlResolution: 0,
    async fetchMethod(key) {
      const [accountId, month] = key.split(' ');
      const { rows } = await sql.query<{ events: number }>(usageSql, [Number(accountId), month]);
      return rows[0]?.events ?? 0;
    },
  });
  return async (accountId) => {
    const month = `${new Date(now()).toISOString().slice(0, 7)}-01`;
    try {
      return (await remembered.fetch(`${accountId} ${month}`)) ?? 0;
    } catch (error) {
      log.debug({ err: error }, 'cannot read usage');
      return 0;
    }
  };
}

import { type Usage, usageQuerySchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import { lastMonths } from '../../core/months.ts';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { AccountVisit } from '../gate/visit.ts';

/** `GET /v1/usage`: what scoring metered, by calendar month (UTC). */
export function showUsage({ readUsage, now }: Pick<Ports, 'readUsage' | 'now'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const { months: count } = readQuery(request, usageQuerySchema);
    const month = new Date(now()).toISOString().slice(0, 7);
    const months = lastMonths(month, count);
    const { quota, events } = await readUsage(account.id, { first: months.at(-1) ?? month, last: month });
    const eventsThisMonth = events.get(month) ?? 0;
    const answer: Usage = {
      month,
      quota,
      // As ingest has it: the event that would be one too many.
      over_quota: quota !== null && eventsThisMonth >= quota,
      events_this_month: eventsThisMonth,
      months: months.map((name) => ({ month: name, events: events.get(name) ?? 0 })),
    };
    return ok(answer);
  };
}

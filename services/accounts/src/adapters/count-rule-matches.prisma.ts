import type { CountRuleMatches } from '../ports/index.ts';
import type { Queries } from './queries.ts';

export function prismaCountRuleMatches(queries: Queries): CountRuleMatches {
  return async (ruleId, sinceMs, unit) => {
    const rows = await queries.$queryRaw<{ at: Date; matches: number }[]>`
      select date_trunc(${unit}, hour, 'UTC') as at, sum(matches)::float8 as matches
      from accounts.rule_hours
      where rule_id = ${ruleId} and hour >= date_trunc(${unit}, ${new Date(sinceMs)}::timestamptz, 'UTC')
      group by 1 order by 1`;
    return rows.map(({ at, matches }) => ({ at: at.toISOString(), matches }));
  };
}

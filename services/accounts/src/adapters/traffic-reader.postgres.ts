import type { Sql } from '@botect/database';
import type { TimeWindow } from '../core/time-window.ts';
import type { SessionCount, VerdictCount } from '../core/traffic-points.ts';
import type { TrafficReader } from '../ports/index.ts';
import { bandSql, isBotSql } from './band-sql.ts';

/** Buckets count from 1970 in UTC, so that hours and days begin where those of the calendar do. */
const bucketOf = (time: string) =>
  `(floor(extract(epoch from ${time}) * 1000 / $4::float8) * $4::float8)::float8`;

const sessionsSql = `
  select s.project_id as "projectId", ${bucketOf('s.last_seen_at')} as "atMs",
    ${bandSql('s', 'settings.likely_bot_threshold')} as band, count(*)::int as sessions
  from scoring.sessions s
  join accounts.scoring_settings settings on settings.project_id = s.project_id
  where s.project_id = any($1::int[]) and s.last_seen_at >= $2 and s.last_seen_at < $3
  group by 1, 2, 3`;

const verdictsSql = `
  select project_id as "projectId", ${bucketOf('hour')} as "atMs", band, action, sum(verdicts)::bigint as verdicts
  from accounts.verdict_hours
  where project_id = any($1::int[]) and hour >= $2 and hour < $3
  group by 1, 2, 3, 4`;

const addressesSql = `
  select s.ip, count(*)::int as sessions,
    (count(*) filter (where ${isBotSql('s', 'settings.likely_bot_threshold')}))::int as bots,
    (count(*) over ())::int as distinct_ips
  from scoring.sessions s
  join accounts.scoring_settings settings on settings.project_id = s.project_id
  where s.project_id = $1 and s.last_seen_at >= $2 and s.last_seen_at < $3 and s.ip is not null
  group by s.ip
  order by sessions desc, s.ip collate "C"
  limit $4`;

export function postgresTrafficReader(sql: Sql): TrafficReader {
  return {
    async sessions(projectIds, window, bucketMs) {
      const parameters = [projectIds, ...times(window), bucketMs];
      return (await sql.query<SessionCount>(sessionsSql, parameters)).rows;
    },
    async verdicts(projectIds, window, bucketMs) {
      const parameters = [projectIds, ...times(window), bucketMs];
      return (await sql.query<VerdictCount>(verdictsSql, parameters)).rows;
    },
    async addresses(projectId, window, most) {
      const { rows } = await sql.query<AddressRow>(addressesSql, [projectId, ...times(window), most]);
      const top = rows.map(({ distinct_ips: _, ...address }) => address);
      return { distinct: rows[0]?.distinct_ips ?? 0, top };
    },
  };
}

interface AddressRow {
  readonly ip: string;
  readonly sessions: number;
  readonly bots: number;
  readonly distinct_ips: number;
}

const times = ({ fromMs, toMs }: TimeWindow) => [new Date(fromMs), new Date(toMs)];

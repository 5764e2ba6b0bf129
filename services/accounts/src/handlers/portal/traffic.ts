import {
  type Action,
  type LiveSessions,
  type PortalTrafficQuery,
  portalLiveQuerySchema,
  portalTrafficQuerySchema,
  type TrafficRow,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { SiteFacts } from '../../core/portal-site.ts';
import type { VerdictCount } from '../../core/traffic-points.ts';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { liveTraffic } from '../traffic/show-live-traffic.ts';
import { rangeOf } from '../traffic/traffic-range.ts';
import { projectOfSite } from './site-named.ts';
import { sitesNamed } from './sites.ts';

type Needed = Pick<Ports, 'stores' | 'traffic' | 'now'>;

/** `POST /gettrafficdata`: verdicts by site and period, ascending; periods without any are left out. */
export function getTrafficData({ stores, traffic, now }: Needed) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const query = readJson(request, portalTrafficQuerySchema);
    const sites = await sitesNamed(stores, account.id, query.siteKeys);
    const range = rangeOf(asked(query, now()), now());
    const ids = sites.map(({ project }) => project.id);
    return ok(rowsOf(sites, await traffic.verdicts(ids, range, range.bucketMs)));
  };
}

function asked({ startDate: from, endDate: to, month, year }: PortalTrafficQuery, nowMs: number) {
  if (from !== undefined) return { from, to };
  const today = new Date(nowMs);
  return { month: month ?? today.getUTCMonth() + 1, year: year ?? today.getUTCFullYear() };
}

function rowsOf(sites: readonly SiteFacts[], counts: readonly VerdictCount[]): TrafficRow[] {
  return sites.flatMap(({ project, siteKey }) => {
    const ofSite = counts.filter(({ projectId }) => projectId === project.id);
    const periods = [...Map.groupBy(ofSite, ({ atMs }) => atMs)].sort(([left], [right]) => left - right);
    return periods.map(([atMs, period]) => rowOf(siteKey, atMs, period));
  });
}

function rowOf(siteKey: string, atMs: number, counts: readonly VerdictCount[]): TrafficRow {
  const sum = (...actions: Action[]) =>
    counts.reduce((total, one) => (actions.includes(one.action) ? total + one.verdicts : total), 0);
  const [passed, failed, blocked] = [sum('allow', 'log'), sum('challenge', 'delay'), sum('block')];
  const periodStart = new Date(atMs).toISOString();
  return { siteKey, periodStart, requested: passed + failed + blocked, passed, failed, blocked };
}

/** `POST /getlivesessions`. */
export function getLiveSessions({ stores, traffic, now }: Needed) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const { siteKey, windowMinutes, bucketSeconds } = readJson(request, portalLiveQuerySchema);
    const { id } = await projectOfSite(stores, account.id, siteKey);
    const query = { window_minutes: windowMinutes, bucket_seconds: bucketSeconds };
    const live = await liveTraffic({ traffic, now }, id, query);
    const answer: LiveSessions = {
      points: live.points.map(({ at, sessions }) => ({
        time: at,
        sessions: Object.values(sessions).reduce((total, one) => total + one, 0),
      })),
      windowMinutes,
      bucketSeconds,
      uniqueIps: live.unique_ips,
      topIps: live.top_ips,
    };
    return ok(answer);
  };
}

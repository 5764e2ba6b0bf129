import {
  type PortalRecord,
  type RecordSearch,
  type RecordsFound,
  recordSearchSchema,
  sessionsCountedMax,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { bandOf } from '@botect/rules';
import type { SessionPlace } from '../../core/page-cursor.ts';
import { newestOf, type PlacedSession, statusOfBand } from '../../core/portal-record.ts';
import { portalScore, type SiteFacts } from '../../core/portal-site.ts';
import type { SessionFilter } from '../../core/session-record.ts';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { recordFilters } from './record-filters.ts';
import { sitesNamed } from './sites.ts';

/** One question to the sessions: a site, and a filter that says it all. */
interface Question {
  readonly site: SiteFacts;
  readonly filter: SessionFilter;
}

/** `POST /audit/searchcaptcharecords`: scored sessions of one site, or all, newest first. */
export function searchCaptchaRecords({ stores, sessions, now }: Pick<Ports, 'stores' | 'sessions' | 'now'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const search = readJson(request, recordSearchSchema);
    const { limit } = search.pagination;
    const sites = await sitesNamed(
      stores,
      account.id,
      search.siteKey === undefined ? undefined : [search.siteKey],
    );
    const questions = sites.flatMap((site): Question[] =>
      recordFilters(search, site.likelyBotThreshold, now()).map((filter) => ({ site, filter })),
    );
    const after = placeOf(search);
    const pages = questions.map(async ({ site, filter }) => {
      const page = await sessions.page(site.project.id, filter, { limit: limit + 1, after });
      return page.map((session) => ({ site, session }));
    });
    const counts = questions.map(({ site, filter }) =>
      sessions.count(site.project.id, filter, sessionsCountedMax + 1),
    );
    const counted = (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
    return ok(foundOf(newestOf((await Promise.all(pages)).flat(), limit + 1), counted, limit));
  };
}

function placeOf({ pagination }: RecordSearch): SessionPlace | null {
  const { lastId: token, lastTimestamp: lastSeenAtMs } = pagination;
  return token === undefined || lastSeenAtMs === undefined ? null : { token, lastSeenAtMs };
}

function foundOf(found: readonly PlacedSession[], counted: number, limit: number): RecordsFound {
  const page = found.slice(0, limit);
  const hasMore = found.length > page.length;
  const last = page.at(-1)?.session;
  return {
    records: page.map(recordOf),
    total: Math.min(counted, sessionsCountedMax),
    totalIsExact: counted <= sessionsCountedMax,
    limit,
    hasMore,
    ...(hasMore && last && { lastId: last.token, lastTimestamp: last.lastSeenAtMs }),
  };
}

function recordOf({ site, session }: PlacedSession): PortalRecord {
  const { score, verifiedCategory } = session;
  return {
    id: session.token,
    siteKey: site.siteKey,
    timestamp: session.lastSeenAtMs,
    status: statusOfBand[bandOf(score, verifiedCategory !== null, site.likelyBotThreshold)],
    ip: session.ip,
    userAgent: session.userAgent,
    countryCode: session.country,
    score: score === 0 ? null : portalScore(score),
    threshold: portalScore(site.likelyBotThreshold),
    triggeredDetectors: [...session.detectionIds],
  };
}

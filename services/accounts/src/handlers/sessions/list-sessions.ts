import { type SessionPage, sessionsCountedMax, sessionsQuerySchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import { cursorOf } from '../../core/page-cursor.ts';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { filterOf, placeAfter } from './search-query.ts';
import { summaryOf } from './session-summary.ts';

/** `GET /v1/projects/{project}/sessions`: one page of those that pass the filters, newest first. */
export function listSessions({ stores, sessions, now }: Pick<Ports, 'stores' | 'sessions' | 'now'>) {
  return async ({ projectId, request }: ProjectVisit): Promise<Reply> => {
    const query = readQuery(request, sessionsQuerySchema);
    const filter = filterOf(query, now());
    const part = { limit: query.limit + 1, after: placeAfter(query.after) };
    const [{ likely_bot_threshold }, found, counted] = await Promise.all([
      stores.settings.read(projectId),
      sessions.page(projectId, filter, part),
      sessions.count(projectId, filter, sessionsCountedMax + 1),
    ]);
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    const hasMore = found.length > page.length;
    const answer: SessionPage = {
      sessions: page.map((session) => summaryOf(session, likely_bot_threshold)),
      total: Math.min(counted, sessionsCountedMax),
      total_is_exact: counted <= sessionsCountedMax,
      has_more: hasMore,
      next: hasMore && last !== undefined ? cursorOf(last) : null,
      from: new Date(filter.fromMs).toISOString(),
      to: new Date(filter.toMs).toISOString(),
    };
    return ok(answer);
  };
}

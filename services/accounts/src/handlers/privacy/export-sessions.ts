import { exportRequestSchema, ndjson, privacySessionsMax, type SessionSelector } from '@botect/contracts';
import { ok, type Reply, readJson, text } from '@botect/http';
import { cursorOf, type SessionPlace } from '../../core/page-cursor.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { placeAfter } from '../sessions/search-query.ts';
import { noSession, tokenOf } from '../sessions/show-session.ts';
import { filterOf, kindOf } from './selector.ts';

type Needed = Pick<Ports, 'sessions'>;

export interface ExportLimits {
  readonly sessionsMax: number;
  /** An answer is held in memory as a whole. */
  readonly bytesMax: number;
  /** Sessions read at a time. */
  readonly pageSize: number;
}

const usualLimits: ExportLimits = {
  sessionsMax: privacySessionsMax,
  bytesMax: 33_554_432,
  pageSize: 500,
};

/** `GET /v1/projects/{project}/sessions/{session_token}/export`: the row as it is stored. */
export function exportSession({ sessions }: Needed) {
  return async ({ projectId, request }: ProjectVisit): Promise<Reply> => {
    const [document] = await sessions.whole(projectId, [tokenOf(request)]);
    return document === undefined ? noSession() : ok(document);
  };
}

/** `POST /v1/projects/{project}/privacy/export`: a row a line, and a last line that says whether those were all. */
export function exportSessions({ sessions }: Needed, limits = usualLimits) {
  return async ({ projectId, request, commit }: ProjectVisit): Promise<Reply> => {
    const { after, ...selector } = readJson(request, exportRequestSchema);
    const { documents, next } = await collect({ sessions, projectId, selector }, placeAfter(after), limits);
    const end = { exported: documents.length, has_more: next !== null, next };
    const body = [...documents, JSON.stringify(end), ''].join('\n');
    const audit = {
      action: 'sessions.exported',
      subject: 'sessions',
      subjectId: null,
      projectId,
      after: { exported: documents.length, selected_by: kindOf(selector) },
    };
    return commit(async () => ({ reply: text(body, ndjson), audit }));
  };
}

interface Wanted extends Needed {
  readonly projectId: number;
  readonly selector: SessionSelector;
}

/** Page by page until nothing is left, or as much is held as one answer may. */
async function collect(
  { sessions, projectId, selector }: Wanted,
  from: SessionPlace | null,
  limits: ExportLimits,
) {
  const filter = filterOf(selector);
  const documents: string[] = [];
  let bytes = 0;
  let after = from;
  while (documents.length < limits.sessionsMax && bytes < limits.bytesMax) {
    const limit = Math.min(limits.pageSize, limits.sessionsMax - documents.length);
    const page = await sessions.page(projectId, filter, { limit, after });
    const whole = await sessions.whole(
      projectId,
      page.map(({ token }) => token),
    );
    documents.push(...whole);
    bytes += whole.reduce((sum, document) => sum + Buffer.byteLength(document), 0);
    after = page.at(-1) ?? after;
    if (page.length < limit) return { documents, next: null };
  }
  const more = await sessions.page(projectId, filter, { limit: 1, after });
  return { documents, next: more.length > 0 && after !== null ? cursorOf(after) : null };
}

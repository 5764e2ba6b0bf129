import {
  privacySessionsMax,
  type SessionSelector,
  type SessionsErasing,
  sessionSelectorSchema,
} from '@botect/contracts';
import { accepted, type Reply, readJson } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { noSession, tokenOf } from '../sessions/show-session.ts';
import { filterOf, kindOf } from './selector.ts';

type Needed = Pick<Ports, 'sessions' | 'requestErasures' | 'now'>;

/** `DELETE /v1/projects/{project}/sessions/{session_token}`. */
export function eraseSession(ports: Needed) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const selector = { session_token: tokenOf(visit.request) };
    return (await erase(ports, visit, selector)) ?? noSession();
  };
}

/** `POST /v1/projects/{project}/privacy/erase`. */
export function eraseSessions(ports: Needed) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const selector = readJson(visit.request, sessionSelectorSchema);
    return (await erase(ports, visit, selector)) ?? accepted(answerOf(0, false));
  };
}

const answerOf = (erasing: number, hasMore: boolean): SessionsErasing => ({ erasing, has_more: hasMore });

/**
 * Asks for the erasures first and audits what was asked for then: an entry for sessions that nobody was told to erase would be a
 * lie, and inside the audit's transaction the log may not be reached, which the embedded database keeps. When the log fails on
 * the way, the entry says how many were asked for by then, and the caller is told to come again: erasing twice does no harm.
 * Null when there is nothing to erase.
 */
async function erase(
  { sessions, requestErasures, now }: Needed,
  { projectId, commit }: ProjectVisit,
  selector: SessionSelector,
): Promise<Reply | null> {
  const part = { limit: privacySessionsMax + 1, after: null };
  const found = await sessions.page(projectId, filterOf(selector), part);
  if (found.length === 0) return null;
  const tokens = found.slice(0, privacySessionsMax).map(({ token }) => token);
  const { acknowledged, failure } = await requestErasures(projectId, tokens, now());
  if (acknowledged === 0) throw failure;
  const reply = await commit(async () => ({
    reply: accepted(answerOf(acknowledged, found.length > tokens.length)),
    audit: {
      action: 'sessions.erased',
      subject: 'sessions',
      subjectId: null,
      projectId,
      after: { erasing: acknowledged, selected_by: kindOf(selector) },
    },
  }));
  if (failure !== null) throw failure;
  return reply;
}

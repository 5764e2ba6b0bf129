import { isSessionToken, Problem, sessionReportRecord } from '@botect/contracts';
import { ok } from '@botect/http';
import type { Ports } from '../ports.ts';
import { recordHead, traced } from './records.ts';
import { countingRefusals } from './refusals.ts';
import { callerOf } from './server-delivery.ts';

/**
 * `POST /v1/sessions/{session_token}/logged-in`: the site authenticated this visitor. UNKNOWN_SESSION when nothing of the
 * session was scored yet, which may be a moment later: worth another try. Asserted once or often, the newest counts.
 */
export function assertLogin(ports: Ports) {
  return countingRefusals(ports, async (request) => {
    const project = await callerOf(ports, request);
    const token = request.param('session_token');
    if (!isSessionToken(token) || !(await ports.isKnownSession(project.projectId, token))) {
      throw new Problem('UNKNOWN_SESSION', 'This session is not known here; it may be in a moment.');
    }
    const nowMs = ports.now();
    const report = { reported_at: nowMs, page_id: null, hit: null, logged_in: true, address: null };
    const record = sessionReportRecord({ ...recordHead(project, token, nowMs), report });
    await ports.publish({ ...record, ...traced(request) });
    ports.meter.reported('login');
    return ok({ logged_in: true, asserted_at: `${new Date(nowMs).toISOString().slice(0, 19)}Z` });
  });
}

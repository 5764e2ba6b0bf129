import { detectionOf, Problem, type SessionDetail } from '@botect/contracts';
import { ok, type Reply, type Request } from '@botect/http';
import { pageSignals } from '../../core/page-signals.ts';
import type { SessionRecord } from '../../core/session-record.ts';
import { weighedDetections } from '../../core/weighed-detections.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { type DecidingPolicy, explainDecision } from './explain-decision.ts';
import { summaryOf } from './session-summary.ts';

type Needed = Pick<Ports, 'stores' | 'sessions' | 'applicableRules' | 'now'>;

/** `GET /v1/projects/{project}/sessions/{session_token}`. */
export function showSession({ stores, sessions, applicableRules, now }: Needed) {
  return async ({ account, projectId, request }: ProjectVisit): Promise<Reply> => {
    const session = await sessions.find(projectId, tokenOf(request));
    if (session === null) return noSession();
    const [settings, rules] = await Promise.all([
      stores.settings.read(projectId),
      applicableRules(account.id, projectId),
    ]);
    return ok(detailOf(session, { settings, rules }, now()));
  };
}

/** Text with a NUL is no token, and no database looks for it. */
export const tokenOf = (request: Request): string =>
  request.param('session_token').replaceAll('\0', '\ufffd');

export function noSession(): never {
  throw new Problem('NOT_FOUND', 'There is no such session.');
}

function detailOf(session: SessionRecord, policy: DecidingPolicy, nowMs: number): SessionDetail {
  const { behavioral, jsPassed, tells, languages } = session;
  return {
    ...summaryOf(session, policy.settings.likely_bot_threshold),
    behavioral: {
      mouse_entropy: behavioral.mouseEntropy,
      scroll_velocity: behavioral.scrollVelocity,
      visibility_changes: behavioral.visibilityChanges,
      first_input_delay_ms: behavioral.firstInputDelayMs,
      time_to_first_input_ms: behavioral.timeToFirstInputMs,
    },
    js_detection: { passed: jsPassed, tells: [...tells], languages: [...languages] },
    ...reportedOf(session),
    history: session.history.map((entry) => ({ ...entry, detection_ids: [...entry.detection_ids] })),
    detections: detectionsOf(session),
    reasons: session.reasons.map(({ id, ...reason }) => ({ detection_id: id, ...reason })),
    signals: { pages: session.pages.map(pageSignals) },
    decision: explainDecision(session, policy, nowMs),
  };
}

/** What the site's own server told. */
function reportedOf({ loggedIn, loggedInAtMs, hits }: SessionRecord) {
  return {
    logged_in: loggedIn,
    logged_in_at: loggedInAtMs === null ? null : new Date(loggedInAtMs).toISOString(),
    page_hits: hits && {
      count: hits.count,
      header_names: [...hits.headerNames],
      languages: [...hits.languages],
      had_session_cookie: hits.hadSessionCookie,
      address: hits.address,
    },
  };
}

/** With what the registry says of each. */
function detectionsOf(session: SessionRecord): SessionDetail['detections'] {
  return weighedDetections(session).flatMap(({ id, points, evidence }) => {
    const detection = detectionOf(id);
    if (detection === undefined) return [];
    const { name, engine, sentence } = detection;
    return [{ id, name, engine, sentence, points, evidence }];
  });
}

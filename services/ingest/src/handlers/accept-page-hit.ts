import { pageHitId, pageHitSchema, sessionReportRecord } from '@botect/contracts';
import { accepted } from '@botect/http';
import type { Ports } from '../ports.ts';
import { recordHead, traced } from './records.ts';
import { countingRefusals } from './refusals.ts';
import { addressOf, callerOf, deliveredTime, deliveryOf } from './server-delivery.ts';

/**
 * `POST /v1/server/page-hits`: 202 means the log has acknowledged it. A page counts once, by its id, which is also what its
 * deliveries' `Idempotency-Key` is made of: the header tells nothing more and is not read.
 */
export function acceptPageHit(ports: Ports) {
  return countingRefusals(ports, async (request) => {
    const project = await callerOf(ports, request);
    const hit = deliveryOf(request, pageHitSchema);
    const { session_token: token, page_id } = hit;
    const nowMs = ports.now();
    const report = {
      reported_at: deliveredTime(hit.occurred_at, nowMs),
      page_id,
      hit: {
        header_names: [...new Set(hit.header_names)],
        languages: hit.languages,
        had_session_cookie: hit.had_session_cookie,
        web_bot_auth: hit.web_bot_auth,
      },
      logged_in: hit.logged_in ?? null,
      address: addressOf(hit),
    };
    const record = sessionReportRecord({ ...recordHead(project, token, nowMs), report });
    await ports.publish({ ...record, ...traced(request) });
    const fresh = await ports.countNewEvents(project.projectId, token, [pageHitId(page_id)]);
    ports.meter.reported('page_hit');
    return accepted({ session_token: token, accepted: fresh, duplicates: 1 - fresh });
  });
}

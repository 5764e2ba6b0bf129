import type { Bus } from '@botect/bus';
import { sessionErasureRecord } from '@botect/contracts';
import type { RequestErasures } from '../ports/index.ts';

/** Records under way at once: a visitor's every session must not crowd the signals out of the log's queue. */
const atOnceMax = 500;

export function requestErasuresByBus(bus: Pick<Bus, 'publish'>): RequestErasures {
  return async (projectId, tokens, requestedAtMs) => {
    let acknowledged = 0;
    for (let at = 0; at < tokens.length; at += atOnceMax) {
      const outcomes = await Promise.allSettled(
        tokens.slice(at, at + atOnceMax).map((token) =>
          bus.publish(
            sessionErasureRecord({
              project_id: projectId,
              session_token: token,
              requested_at: requestedAtMs,
            }),
          ),
        ),
      );
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
      acknowledged += outcomes.length - failed.length;
      if (failed[0] !== undefined) return { acknowledged, failure: failed[0].reason };
    }
    return { acknowledged, failure: null };
  };
}

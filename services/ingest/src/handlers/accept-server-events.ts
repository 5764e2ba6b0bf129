import {
  deliveryAgeMaxSeconds,
  encodeSignalBatch,
  type SignalEvent,
  serverEventsSchema,
  sessionKey,
  signalsTopic,
  timestampMs,
} from '@botect/contracts';
import { accepted } from '@botect/http';
import type { Ports } from '../ports.ts';
import { receipt } from './receipt.ts';
import { recordHead, traced } from './records.ts';
import { countingRefusals } from './refusals.ts';
import { addressOf, callerOf, deliveryOf } from './server-delivery.ts';

/**
 * `POST /v1/server/events`: events a site's server received from a browser. They belong to the session the server names, and
 * to the page it names; 202 means the log has acknowledged them. Of the request itself nothing is evidence: it is the
 * server's, not the visitor's.
 */
export function acceptServerEvents(ports: Ports) {
  return countingRefusals(ports, async (request) => {
    const project = await callerOf(ports, request);
    const body = deliveryOf(request, serverEventsSchema);
    const { session_token: token } = body;
    const events = body.events as readonly SignalEvent[];
    const nowMs = ports.now();
    const report = {
      reported_at: reportedTime(events, nowMs),
      page_id: body.page_id,
      hit: null,
      logged_in: body.logged_in ?? null,
      address: addressOf(body),
    };
    const envelope = { ...recordHead(project, token, nowMs), client: null, report };
    const batch = Buffer.from(JSON.stringify({ session_token: token, events }));
    await ports.publish({
      topic: signalsTopic.name,
      key: sessionKey(project.projectId, token),
      value: encodeSignalBatch(envelope, batch),
      ...traced(request),
    });
    return accepted(
      await receipt(
        ports,
        { project, token },
        events.map(({ request_id }) => request_id),
      ),
    );
  });
}

/**
 * The body does not tell when the page was rendered, only that it was before the first event: that time, by the visitor's
 * clock, is believed as far as deliveries can be old. An hour-old page must not log somebody out who logged in since.
 */
function reportedTime(events: readonly SignalEvent[], nowMs: number): number {
  const firstMs = Math.min(...events.map(({ received_at }) => timestampMs(received_at)));
  return Math.max(nowMs - deliveryAgeMaxSeconds * 1_000, Math.min(firstMs, nowMs));
}

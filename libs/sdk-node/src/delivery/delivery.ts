import { sha256 } from '../visitor/signatures.ts';

/** Something Botect is to be told, in the background. */
export interface Delivery {
  readonly kind: 'page_hit' | 'events' | 'logged_in';
  readonly path: string;
  /** JSON; null for the assertion of a login, which has no body. */
  readonly body: string | null;
  readonly idempotencyKey: string | null;
  /** Called when Botect has it. */
  readonly onDelivered?: () => void;
}

/** Two hits of one page share their key: only one counts. */
export function pageHitDelivery(pageId: string, hit: object): Delivery {
  const idempotencyKey = sha256(`record_page|${pageId}`);
  return { kind: 'page_hit', path: '/v1/server/page-hits', body: JSON.stringify(hit), idempotencyKey };
}

interface ForwardedEvents {
  readonly page_id: string;
  readonly events: readonly object[];
}

/** The browser's key names the batch; a batch without one is named by what is in it. */
export function eventsDelivery(body: ForwardedEvents, browserKey: string | null): Delivery {
  const name = browserKey ?? sha256(JSON.stringify(body.events));
  const idempotencyKey = sha256(`forward_events|${body.page_id}|${name}`);
  return { kind: 'events', path: '/v1/server/events', body: JSON.stringify(body), idempotencyKey };
}

export function loggedInDelivery(session: string, onDelivered: () => void): Delivery {
  const path = `/v1/sessions/${session}/logged-in`;
  return { kind: 'logged_in', path, body: null, idempotencyKey: null, onDelivered };
}

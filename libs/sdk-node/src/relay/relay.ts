import type { Core } from '../core.ts';
import { eventsDelivery } from '../delivery/delivery.ts';
import { pageFields } from '../page/page-hit.ts';
import { addressOf } from '../page/visit.ts';
import { statuses } from '../statuses.ts';
import type { Refusal } from '../verdict/refusal.ts';
import { readPageToken } from '../visitor/page-token.ts';
import { sessionFromCookies } from '../visitor/session-cookie.ts';
import type { VisitRequest } from '../visitor/visit-request.ts';
import { isForeign } from './foreign.ts';
import { readRelayBody } from './relay-body.ts';

/** Reads at most so many bytes; null when there are more. */
export type ReadBody = (bytesMax: number) => Promise<Buffer | null>;

const browserKey = /^[A-Za-z0-9_-]{1,128}$/;

/** Whether this request is the browser script's. */
export function isRelayed({ settings }: Core, { method, path }: VisitRequest): boolean {
  return method === 'POST' && path === settings.relayPath;
}

/**
 * Takes a batch of signals from the browser, checks it and hands it on in the background. Which session it belongs to
 * says the page's signed token, never the browser.
 */
export async function relay(core: Core, request: VisitRequest, readBody: ReadBody): Promise<Refusal> {
  const { settings } = core;
  if (!settings.firstParty) return answer(statuses.notFound);
  if (isForeign(request, settings.origins)) return answer(statuses.forbidden);
  if (!isJson(request.header('content-type'))) return answer(statuses.unsupportedMediaType);
  const tooLong = Number(request.header('content-length') ?? 0) > settings.relayBytesMax;
  const body = tooLong ? null : await readBody(settings.relayBytesMax);
  if (body === null) return answer(statuses.payloadTooLarge);
  const expected = { nowMs: settings.seams.now(), lifetimeSeconds: settings.pageTokenSeconds };
  const claims = readPageToken(settings.keys, request.query.get('page_token') ?? '', expected);
  if (claims === null) return answer(statuses.unprocessable);
  const cookie = sessionFromCookies(settings.keys, request.header('cookie'));
  // A browser that takes no cookies has only its page's word, which is signed.
  if (cookie !== null && cookie !== claims.session) return answer(statuses.conflict);
  const events = readRelayBody(body);
  const key = request.header('idempotency-key');
  if (events === null || (key !== null && !browserKey.test(key))) return answer(statuses.unprocessable);
  const fields = pageFields({ claims, address: addressOf(core, request) });
  const queued = core.spool.offer(eventsDelivery({ ...fields, events }, key));
  return answer(queued ? statuses.accepted : statuses.unavailable, { queued });
}

function isJson(contentType: string | null): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}

function answer(status: number, body?: { readonly queued: boolean }): Refusal {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' };
  return { status, headers, body: body === undefined ? '' : JSON.stringify(body) };
}

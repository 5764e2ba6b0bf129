import type { Core } from '../core.ts';
import { quietly, safely } from '../faults.ts';
import { copyHeaders, isShown } from '../page/page-response.ts';
import { type OpenVisit, openVisit, type Visit } from '../page/visit.ts';
import { isRelayed, relay } from '../relay/relay.ts';
import { type Refusal, refusalFor } from '../verdict/refusal.ts';
import type { VisitRequest } from '../visitor/visit-request.ts';
import { type Enforcement, measure } from './enforcement.ts';

/** A handler of web requests: Next's proxies and route handlers, and others of that shape. */
export type WebHandler<Rest extends readonly unknown[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>;
/** Its challenge answers with a response, or with anything else to let the visitor pass. */
export type WebEnforcement = Enforcement<(request: Request) => unknown>;

const visits = new WeakMap<Request, OpenVisit>();

/** The visit of a request inside the handler; null outside of it. */
export function webVisit(core: Core, request: Request): Visit | null {
  const visit = visits.get(request);
  return visit?.core === core ? visit : null;
}

/**
 * Opens a visit around the handler, answers the browser script, and follows the verdict when `enforcement` is given. A
 * page must hold `scriptTag()` itself: web responses are streams, which are not looked into.
 */
export function webHandling<Rest extends readonly unknown[]>(
  core: Core,
  handler: WebHandler<Rest>,
  enforcement?: WebEnforcement,
): WebHandler<Rest> {
  return async (request, ...rest) => {
    const before = await opened(core, request, enforcement).catch((error) => {
      core.report('internal', 'a visit could not be opened', error);
      return null;
    });
    if (before instanceof Response) return before;
    const response = await handler(request, ...rest);
    if (before === null) return response;
    const marked = () => closed(before.visit, response, before.startedMs);
    return safely(core.report, 'marking a page', marked) ?? response;
  };
}

async function opened(core: Core, request: Request, enforcement: WebEnforcement | undefined) {
  const startedMs = core.settings.seams.elapsed();
  const visitRequest = webVisitRequest(request);
  if (isRelayed(core, visitRequest)) {
    return refused(await relay(core, visitRequest, (bytesMax) => readBody(request, bytesMax)));
  }
  const visit = openVisit(core, visitRequest);
  visits.set(request, visit);
  if (enforcement === undefined) return { visit, startedMs };
  const found = await measure(visit, enforcement);
  const refusal = refusalFor(found);
  if (refusal !== null) return refused(refusal);
  const challenge = found === 'challenge' ? await challenged(core, request, enforcement) : null;
  return challenge instanceof Response ? challenge : { visit, startedMs };
}

async function challenged(core: Core, request: Request, { onChallenge }: WebEnforcement): Promise<unknown> {
  try {
    return await onChallenge?.(request);
  } catch (error) {
    core.report('callback', 'onChallenge threw', error);
    return null;
  }
}

function closed(visit: OpenVisit, response: Response, startedMs: number): Response {
  const { pageHeaders, core, request } = visit;
  if (pageHeaders === null) return response;
  if (isShown({ method: request.method, status: response.status })) {
    const durationMs = core.settings.seams.elapsed() - startedMs;
    quietly(core.report, 'telling of a page', () => visit.recordHit(durationMs));
  }
  const headers = new Headers(response.headers);
  for (const name of copyHeaders) headers.delete(name);
  headers.set('cache-control', pageHeaders['cache-control']);
  headers.append('set-cookie', pageHeaders['set-cookie']);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

function webVisitRequest(request: Request): VisitRequest {
  const { pathname, search, searchParams, protocol } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: searchParams,
    target: pathname + search,
    route: null,
    header: (name) => request.headers.get(name),
    // Sorted by Headers: which there are is told, their order is lost.
    headerNames: [...request.headers.keys()],
    remoteAddress: null,
    encrypted: protocol === 'https:',
    raw: request,
  };
}

function refused({ status, headers, body }: Refusal): Response {
  return new Response(body, { status, headers });
}

async function readBody(request: Request, bytesMax: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

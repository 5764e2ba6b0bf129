import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Core } from '../core.ts';
import { trackResponse } from '../page/track-response.ts';
import { type OpenVisit, openVisit } from '../page/visit.ts';
import { isRelayed, relay } from '../relay/relay.ts';
import type { Refusal } from '../verdict/refusal.ts';
import type { VisitRequest } from '../visitor/visit-request.ts';

/** What frameworks add to node's request. */
interface FrameworkRequest extends IncomingMessage {
  readonly originalUrl?: string;
  readonly baseUrl?: string;
  readonly route?: { readonly path?: unknown };
  readonly body?: unknown;
}

export function nodeVisitRequest(req: IncomingMessage): VisitRequest {
  const { originalUrl } = req as FrameworkRequest;
  // Routers cut what they matched from `url`; the visitor asked for the original.
  const target = originalUrl ?? req.url ?? '/';
  const [path = '/', ...query] = target.split('?');
  return {
    method: req.method ?? 'GET',
    path: path.split('#', 1)[0] || '/',
    query: new URLSearchParams(query.join('?')),
    target,
    get route() {
      return routeOf(req);
    },
    header(name) {
      const value = req.headers[name];
      return Array.isArray(value) ? value.join(', ') : (value ?? null);
    },
    get headerNames() {
      return req.rawHeaders.filter((_, at) => at % 2 === 0);
    },
    remoteAddress: req.socket.remoteAddress ?? null,
    encrypted: (req.socket as Partial<TLSSocket>).encrypted === true,
    raw: req,
  };
}

/** Express's template of the matched route, `/members/:id`, written `/members/{id}`. */
function routeOf(req: IncomingMessage): string | null {
  const { route, baseUrl = '' } = req as FrameworkRequest;
  return typeof route?.path === 'string' ? routeTemplate(baseUrl + route.path) : null;
}

export function routeTemplate(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

const visits = new WeakMap<object, OpenVisit>();

/** The visit of a request, opened at the first call and kept; its response is watched from then on. */
export function visitOf(core: Core, req: IncomingMessage, res: ServerResponse): OpenVisit {
  const known = visits.get(req);
  if (known !== undefined && known.core === core) return known;
  const visit = openVisit(core, nodeVisitRequest(req));
  visits.set(req, visit);
  req.botect = visit;
  if (core.settings.firstParty) trackResponse(visit, res);
  return visit;
}

/** Whether the browser script sent it. */
export function isRelayRequest(core: Core, req: IncomingMessage): boolean {
  return req.method === 'POST' && isRelayed(core, nodeVisitRequest(req));
}

/** Answers one batch of the browser script. Never rejects. */
export async function answerRelay(core: Core, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const request = nodeVisitRequest(req);
    sendRefusal(res, await relay(core, request, (bytesMax) => readBody(req, bytesMax)));
  } catch (error) {
    // Most likely the browser went away in the middle of its batch.
    if (!req.destroyed) core.report('internal', 'a batch could not be relayed', error);
    res.destroy();
  }
}

export function sendRefusal(res: ServerResponse, { status, headers, body }: Refusal): void {
  if (res.headersSent) return;
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.end(body);
}

async function readBody(req: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  const parsed = parsedBody(req);
  if (parsed !== null) return parsed.length > bytesMax ? null : parsed;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a body parser that ran before has left; null when the body is still to be read. */
function parsedBody(req: IncomingMessage): Buffer | null {
  const { body } = req as FrameworkRequest;
  if (!req.readableEnded || body === undefined || body === null) return null;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

import type { ServerResponse } from 'node:http';
import { Problem } from '@botect/contracts';
import type { Trace } from '@botect/runtime';
import type { Answer, Surface } from './answer.ts';
import { announcesBody, type Body, type BodyLimits, readBody } from './body.ts';
import type { Failure } from './failures.ts';
import { letInWait, refusalWait } from './held-answers.ts';
import { HttpRequest, type RoutedMessage, type Wire } from './http-request.ts';
import { acceptable, json } from './media-type.ts';
import { always, noBody, type Refusal, refusing } from './refusals.ts';
import { type Exchange, type Respond, type Responding, responder } from './responder.ts';
import type { Reply, Route } from './route.ts';
import { busy, type Door, doorOf, isBusy, type Shedding } from './shedding.ts';
import { surfaces } from './surfaces.ts';

/** 256 KiB: the largest valid batch is about 106 kB. */
export const defaultBodyBytesMax = 262_144;

export interface Serving extends Responding, Shedding {
  readonly bodyTimeoutMs: number;
  readonly requireHttps: boolean;
  readonly wire: Wire;
  readonly trace: Trace;
  readonly failure: Failure;
}

interface Served {
  readonly route: Route;
  readonly serving: Serving;
  readonly name: string;
  readonly limits: BodyLimits;
  readonly surface: Surface;
  readonly door: Door;
  readonly refusals: Readonly<Record<keyof typeof problems, Refusal>>;
  readonly respond: Respond;
}

const problems = {
  busy,
  'other-media-type': new Problem(
    'UNSUPPORTED_MEDIA_TYPE',
    'This media type or content encoding is not read here.',
  ),
  'too-large': new Problem('PAYLOAD_TOO_LARGE', 'The request body is too large.'),
  'too-slow': new Problem('REQUEST_TIMEOUT', 'The request body took too long to arrive.'),
};

/** Serves one route: admission, body, handler, answer, in this order, so that refusing costs least. */
export function routeServer(
  route: Route,
  serving: Serving,
): (req: RoutedMessage, res: ServerResponse) => void {
  const served = servedBy(route, serving);
  const { name, respond, refusals } = served;
  const accepts = route.accepts ?? json;

  return (req, res) => {
    const startedAt = performance.now();
    const reads = route.method !== 'GET' && announcesBody(req);
    if (reads && !acceptable(req.headers, accepts)) {
      respond({ req, res, startedAt, span: null }, refusals['other-media-type'](req));
      return;
    }
    if (!served.door.enter()) {
      turnAway(served, { req, res, startedAt, span: null });
      return;
    }
    const span = serving.trace.start(name, 'server', traceParent(req));
    const exchange = { req, res, startedAt, span };
    if (reads) readBody(req, served.limits, (body) => receive(served, exchange, body));
    else work(served, exchange, noBody);
  };
}

function servedBy(route: Route, serving: Serving): Served {
  const { method, path, surface = 'bare', cors, bodyBytesMax = defaultBodyBytesMax } = route;
  const traits = { path, anyOrigin: cors === 'any-origin', bodyBytesMax };
  const policy = route.contentSecurityPolicy;
  const refuse = refusing(surface, serving.wire);
  return {
    route,
    serving,
    name: `${method} ${path}`,
    door: doorOf(route, serving),
    limits: { bytesMax: bodyBytesMax, timeoutMs: serving.bodyTimeoutMs },
    surface: surfaces[surface],
    refusals: {
      busy: route.whenBusy === undefined ? refuse(busy) : always(surface, route.whenBusy, serving.wire),
      'other-media-type': refuse(problems['other-media-type']),
      'too-large': refuse(problems['too-large']),
      'too-slow': refuse(problems['too-slow']),
    },
    respond: responder(serving, policy === undefined ? traits : { ...traits, contentSecurityPolicy: policy }),
  };
}

/** Before it is known who asks: an answer somebody waits for goes out at once, a refusal would only be asked again. */
function turnAway(served: Served, exchange: Exchange): void {
  const { route, refusals, respond } = served;
  if (route.whenBusy === undefined) turnAwayLate(served, exchange);
  else respond(exchange, refusals.busy(exchange.req));
}

/** Who has to leave for the sake of others asks nothing of them meanwhile. */
function turnAwayLate({ route, serving: { held }, refusals, respond }: Served, exchange: Exchange): void {
  const answer = refusals.busy(exchange.req);
  held.hold(() => respond(exchange, answer), route.whenBusy === undefined ? refusalWait : letInWait);
}

function traceParent({ headers }: RoutedMessage): string | null {
  const value = headers['traceparent'];
  return typeof value === 'string' ? value : null;
}

function receive(served: Served, exchange: Exchange, body: Body): void {
  if (typeof body !== 'string') {
    work(served, exchange, body);
    return;
  }
  served.serving.admission.leave();
  if (body === 'gone') exchange.span?.end();
  else served.respond(exchange, served.refusals[body](exchange.req), true);
}

function work(served: Served, exchange: Exchange, body: Buffer): void {
  const { wire } = served.serving;
  const { charge } = served.door;
  const request = new HttpRequest(exchange.req, { body, span: exchange.span, wire, charge });
  let reply: Reply | Promise<Reply>;
  const fail = (error: unknown) => {
    if (!isBusy(error)) return settle(served, exchange, failed(served, request, error));
    served.serving.admission.leave();
    turnAwayLate(served, exchange);
  };
  try {
    reply = served.route.handle(request);
  } catch (error) {
    fail(error);
    return;
  }
  if ('then' in reply) {
    reply.then((late) => settle(served, exchange, served.surface.reply(late, request)), fail);
  } else {
    settle(served, exchange, served.surface.reply(reply, request));
  }
}

function failed({ serving, surface, name }: Served, request: HttpRequest, error: unknown): Answer {
  request.span?.fail(error);
  return surface.problem(serving.failure(error, name, request), request);
}

function settle({ serving, respond }: Served, exchange: Exchange, answer: Answer): void {
  serving.admission.leave();
  respond(exchange, answer);
}

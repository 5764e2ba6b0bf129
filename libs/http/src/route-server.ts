import type { ServerResponse } from 'node:http';
import { Problem } from '@botect/contracts';
import type { Trace } from '@botect/runtime';
import { problemAnswer, replyAnswer } from './answer.ts';
import { announcesBody, type Body, type BodyLimits, readBody } from './body.ts';
import type { ClientAddress } from './client-address.ts';
import type { Failure } from './failures.ts';
import { HttpRequest, type RoutedMessage } from './http-request.ts';
import { acceptable, json } from './media-type.ts';
import { type Exchange, type Respond, type Responding, responder } from './responder.ts';
import type { Reply, Route } from './route.ts';

/** 256 KiB: the largest valid batch is about 106 kB. */
export const defaultBodyBytesMax = 262_144;

export interface Serving extends Responding {
  inFlight: number;
  readonly inFlightMax: number;
  readonly bodyTimeoutMs: number;
  readonly addressOf: ClientAddress;
  readonly trace: Trace;
  failure(error: unknown, route: string): Failure;
}

interface Served {
  readonly route: Route;
  readonly serving: Serving;
  readonly name: string;
  readonly limits: BodyLimits;
  readonly respond: Respond;
}

const noBody = Buffer.alloc(0);
const busy = problemAnswer(
  new Problem('SERVICE_UNAVAILABLE', 'Too many requests are being worked on.', { retryAfterSeconds: 1 }),
);
const otherMediaType = problemAnswer(
  new Problem('UNSUPPORTED_MEDIA_TYPE', 'This media type or content encoding is not read here.'),
);
const unreadable = {
  'too-large': problemAnswer(new Problem('PAYLOAD_TOO_LARGE', 'The request body is too large.')),
  'too-slow': problemAnswer(new Problem('REQUEST_TIMEOUT', 'The request body took too long to arrive.')),
};

/** Serves one route: admission, body, handler, answer, in this order, so that refusing costs least. */
export function routeServer(
  route: Route,
  serving: Serving,
): (req: RoutedMessage, res: ServerResponse) => void {
  const limits = { bytesMax: route.bodyBytesMax ?? defaultBodyBytesMax, timeoutMs: serving.bodyTimeoutMs };
  const surface = { path: route.path, anyOrigin: route.cors === 'any-origin', bodyBytesMax: limits.bytesMax };
  const respond = responder(serving, surface);
  const served = { route, serving, name: `${route.method} ${route.path}`, limits, respond };
  const accepts = route.accepts ?? json;

  return (req, res) => {
    const startedAt = performance.now();
    const reads = route.method !== 'GET' && announcesBody(req);
    const admitted = serving.inFlight < serving.inFlightMax;
    if (!admitted || (reads && !acceptable(req.headers, accepts))) {
      respond({ req, res, startedAt, span: null }, admitted ? otherMediaType : busy);
      return;
    }
    serving.inFlight++;
    const span = serving.trace.start(served.name, 'server', traceParent(req));
    const exchange = { req, res, startedAt, span };
    if (reads) readBody(req, limits, (body) => receive(served, exchange, body));
    else work(served, exchange, noBody);
  };
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
  served.serving.inFlight--;
  if (body === 'gone') exchange.span?.end();
  else served.respond(exchange, unreadable[body], true);
}

function work(served: Served, exchange: Exchange, body: Buffer): void {
  const { addressOf } = served.serving;
  const request = new HttpRequest(exchange.req, { body, span: exchange.span, addressOf });
  let reply: Reply | Promise<Reply>;
  try {
    reply = served.route.handle(request);
  } catch (error) {
    fail(served, exchange, error);
    return;
  }
  if ('then' in reply) {
    reply.then(
      (late) => settle(served, exchange, late),
      (error) => fail(served, exchange, error),
    );
  } else {
    settle(served, exchange, reply);
  }
}

function settle({ serving, respond }: Served, exchange: Exchange, reply: Reply): void {
  serving.inFlight--;
  respond(exchange, replyAnswer(reply));
}

function fail({ serving, respond, name }: Served, exchange: Exchange, error: unknown): void {
  serving.inFlight--;
  exchange.span?.fail(error);
  const { problem, requestId } = serving.failure(error, name);
  respond(exchange, problemAnswer(problem, requestId === null ? [] : ['X-Request-Id', requestId]));
}

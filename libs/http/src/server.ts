import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { Server as TcpServer } from 'node:net';
import {
  type Clock,
  type Closable,
  instruments,
  type Logger,
  listening,
  systemClock,
  type Telemetry,
} from '@botect/runtime';
import { admission } from './admission.ts';
import { connectionTimes } from './connection-times.ts';
import type { EventLoop } from './event-loop.ts';
import { failures } from './failures.ts';
import { forwarded } from './forwarded.ts';
import { type HeldAnswersOptions, heldAnswers } from './held-answers.ts';
import { refuseMalformed } from './malformed.ts';
import { defaultPriority, type Route } from './route.ts';
import type { Serving } from './route-server.ts';
import { routing } from './routing.ts';

export interface HttpServerOptions {
  readonly routes: readonly Route[];
  /** Requests worked on at once; past it they are refused before the body is read. Default 10,000. */
  readonly inFlightMax?: number;
  /** A body not whole after this long is refused with REQUEST_TIMEOUT. Default 10,000. */
  readonly bodyTimeoutMs?: number;
  /** Addresses, CIDR ranges or the names `loopback`, `linklocal`, `uniquelocal` whose X-Forwarded-* is believed. */
  readonly trustedProxies?: readonly string[];
  /** Refuse with FORBIDDEN what did not come over HTTPS, trusted proxies' X-Forwarded-Proto included. Default: false. */
  readonly requireHttps?: boolean;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly now?: Clock;
  /** Ids of requests. Default: random UUIDs. */
  newId?(): string;
  /**
   * Tells how busy this process is: `systemLoop`, where requests are what keeps it busy. Default: it is not asked, and
   * requests are refused for want of places alone.
   */
  readonly loop?: EventLoop;
  /** Default: timers. */
  readonly after?: HeldAnswersOptions['after'];
}

export interface HttpListener extends Closable {
  /** The port listened on, also when 0 was asked for. */
  readonly port: number;
}

export interface HttpServer {
  /** Rejects with a StartupFault when the port cannot be had. */
  listen(address: { readonly port: number; readonly host: string }): Promise<HttpListener>;
}

export function httpServer(options: HttpServerOptions): HttpServer {
  const serving = servingOf(options);
  const listener = routing(options.routes, serving);
  options.telemetry.gauge(...instruments.httpServerActiveRequests, () => serving.admission.inFlight());
  return {
    async listen(address) {
      const server = bareServer(listener);
      const port = await listening(server, address);
      options.log.info({ port }, 'requests are served');
      return { port, close: () => closing(server, serving) };
    },
  };
}

function servingOf({ routes, log, telemetry, trustedProxies = [], ...options }: HttpServerOptions): Serving {
  const { now = systemClock, newId = () => randomUUID(), requireHttps = false } = options;
  const { inFlightMax = 10_000, bodyTimeoutMs = 10_000, loop, after } = options;
  const priorities = routes.map(({ priority = defaultPriority }) => priority);
  const door = admission({ inFlightMax, priorities, ...(loop && { loop }) });
  return {
    closing: false,
    admission: door,
    // With those under way, two connections for every place: what stands in front has to bear them.
    held: heldAnswers({ most: () => 2 * inFlightMax - door.inFlight(), ...(after && { after }) }),
    shed: telemetry.counter(...instruments.httpShed),
    bodyTimeoutMs,
    requireHttps,
    wire: { ...forwarded(trustedProxies), newId },
    durations: telemetry.histogram(...instruments.httpServerRequestDuration),
    trace: telemetry.trace,
    failure: failures({ log, now }),
  };
}

function bareServer(listener: RequestListener): Server {
  const server = createServer(
    {
      ...connectionTimes,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: 16_384,
    },
    listener,
  );
  // An expectation other than 100-continue may be ignored (RFC 9110, 10.1.1); Node would answer without a body.
  server.on('checkExpectation', listener);
  server.on('clientError', refuseMalformed);
  return server;
}

const idleGraceMs = 500;
const closeTimeoutMs = 8000;

/**
 * Stops accepting; every further answer asks its client to leave. Connections idle for half a second are closed then,
 * not at once: a request may be on its way. After 8 s, well within the 13 s CLOSE_TIMEOUT_MS leaves it, the rest is cut.
 */
async function closing(server: Server, serving: Serving): Promise<void> {
  serving.closing = true;
  serving.held.release();
  const closed = Promise.withResolvers<void>();
  // The HTTP server's own close cuts idle connections first; the TCP server's does not.
  TcpServer.prototype.close.call(server, () => closed.resolve());
  const idle = setTimeout(() => server.closeIdleConnections(), idleGraceMs);
  const rest = setTimeout(() => server.closeAllConnections(), closeTimeoutMs);
  await closed.promise;
  clearTimeout(idle);
  clearTimeout(rest);
  // Releases the timer that checks connections.
  server.close(() => {});
}

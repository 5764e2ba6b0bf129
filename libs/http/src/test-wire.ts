import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { noTelemetry, silentLog } from '@botect/runtime';
import type { Route } from './route.ts';
import { type HttpListener, type HttpServerOptions, httpServer } from './server.ts';

/** What the tests of this package need to speak HTTP over real sockets. */

export type ServerChoices = Partial<HttpServerOptions>;

export function listeningTo(
  routes: readonly Route[],
  choices: ServerChoices = {},
  port = 0,
): Promise<HttpListener> {
  const soon = (_ms: number, run: () => void) => void setImmediate(run);
  const server = httpServer({ routes, log: silentLog, telemetry: noTelemetry, after: soon, ...choices });
  return server.listen({ port, host: '127.0.0.1' });
}

export interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The code of a problem, or null. */
  readonly code: string | null;
}

/** One request on a connection of its own. */
export async function ask(
  port: number,
  { method = 'GET', path = '/', headers = {}, body }: Ask = {},
): Promise<Told> {
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const req = request({ port, method, path, headers, agent: false }, async (res) => {
    const received = await text(res);
    resolve({ status: res.statusCode ?? 0, headers: res.headers, text: received, code: codeOf(received) });
  });
  req.on('error', reject);
  req.end(body);
  return promise;
}

/** Bytes as they are, and all that comes back until the server closes the connection. */
export async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

function codeOf(body: string): string | null {
  try {
    return JSON.parse(body).code ?? null;
  } catch {
    return null;
  }
}

import type { Span } from '@botect/runtime';
import { putHeader } from './answer-headers.ts';
import { bearerToken, cookieOf } from './http-request.ts';
import type { Request } from './route.ts';

export interface RequestDescription {
  readonly id?: string;
  readonly method?: string;
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case, in the order received. Cookies come in `cookie`, the host in `host`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly scheme?: 'http' | 'https';
  /** Bytes or text as they are; anything else becomes JSON. */
  readonly body?: Buffer | string | object;
  readonly span?: Span;
}

export interface HandMadeRequest extends Request {
  /** What was set for the answer, as name, value, name, value. */
  readonly answerHeaders: readonly string[];
  /** All that was set under a name, written as it was set: one value, or none, but for Set-Cookie. */
  headerSet(name: string): readonly string[];
}

/** A request made by hand, for the tests of handlers. */
export function requestOf(description: RequestDescription = {}): HandMadeRequest {
  const { method = 'GET', path = '/', params = {}, query = {}, headers = {}, body } = description;
  const { id = '00000000-0000-4000-8000-000000000001', address = '192.0.2.1', scheme = 'http' } = description;
  const answerHeaders: string[] = [];
  return {
    get id() {
      putHeader(answerHeaders, 'X-Request-Id', id);
      return id;
    },
    method,
    path,
    param: (name) => params[name] ?? '',
    query: (name) => query[name] ?? null,
    header: (name) => headers[name] ?? null,
    headerNames: () => Object.keys(headers),
    bearer: () => bearerToken(headers['authorization']),
    cookie: (name) => cookieOf(headers['cookie'], name),
    clientAddress: () => address,
    scheme: () => scheme,
    host: () => headers['host'] ?? '',
    setHeader: (name, value) => putHeader(answerHeaders, name, value),
    chargeTo() {},
    answerHeaders,
    headerSet: (name) =>
      answerHeaders.filter((_, index) => answerHeaders[index - 1] === name && index % 2 === 1),
    body: bytes(body),
    span: description.span ?? null,
  };
}

function bytes(body: Buffer | string | object = ''): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

import type { Span } from '@botect/runtime';
import { bearerToken } from './http-request.ts';
import type { Request } from './route.ts';

export interface RequestDescription {
  readonly method?: string;
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case, in the order received. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  /** Bytes or text as they are; anything else becomes JSON. */
  readonly body?: Buffer | string | object;
  readonly span?: Span;
}

/** A request made by hand, for the tests of handlers. */
export function requestOf(description: RequestDescription = {}): Request {
  const {
    method = 'GET',
    path = '/',
    params = {},
    query = {},
    headers = {},
    address = '192.0.2.1',
    body,
  } = description;
  return {
    method,
    path,
    param: (name) => params[name] ?? '',
    query: (name) => query[name] ?? null,
    header: (name) => headers[name] ?? null,
    headerNames: () => Object.keys(headers),
    bearer: () => bearerToken(headers['authorization']),
    clientAddress: () => address,
    body: bytes(body),
    span: description.span ?? null,
  };
}

function bytes(body: Buffer | string | object = ''): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

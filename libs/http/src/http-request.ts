import type { IncomingMessage } from 'node:http';
import type { Span } from '@botect/runtime';
import type { ClientAddress } from './client-address.ts';
import type { Request } from './route.ts';

export interface RoutedMessage extends IncomingMessage {
  /** As Express matched them, decoded. */
  readonly params?: Readonly<Record<string, string | string[]>>;
}

export interface RequestParts {
  readonly body: Buffer;
  readonly span: Span | null;
  readonly addressOf: ClientAddress;
}

/** A class, because one is made per request: methods on the prototype cost nothing until they are called. */
export class HttpRequest implements Request {
  readonly body: Buffer;
  readonly span: Span | null;
  readonly #req: RoutedMessage;
  readonly #addressOf: ClientAddress;

  constructor(req: RoutedMessage, { body, span, addressOf }: RequestParts) {
    this.#req = req;
    this.body = body;
    this.span = span;
    this.#addressOf = addressOf;
  }

  get method(): string {
    return this.#req.method ?? '';
  }

  get path(): string {
    const target = this.#req.url ?? '';
    const end = target.indexOf('?');
    return end < 0 ? target : target.slice(0, end);
  }

  param(name: string): string {
    const value = this.#req.params?.[name];
    return typeof value === 'string' ? value : '';
  }

  query(name: string): string | null {
    const url = this.#req.url ?? '';
    const start = url.indexOf('?');
    return start < 0 ? null : new URLSearchParams(url.slice(start + 1)).get(name);
  }

  header(name: string): string | null {
    // Names like `constructor` are found on the object's prototype, hence the look at the type.
    const value = this.#req.headers[name];
    if (typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(', ') : null;
  }

  headerNames(): readonly string[] {
    const names = this.#req.rawHeaders
      .filter((_, index) => index % 2 === 0)
      .map((name) => name.toLowerCase());
    return [...new Set(names)];
  }

  bearer(): string | null {
    return bearerToken(this.#req.headers.authorization);
  }

  clientAddress(): string {
    return this.#addressOf(this.#req);
  }
}

/** The scheme's name is case-insensitive; the token is taken as it is. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined || !/^bearer /i.test(authorization)) return null;
  return authorization.slice(7).trim() || null;
}

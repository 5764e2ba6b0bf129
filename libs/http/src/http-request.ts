import type { IncomingMessage } from 'node:http';
import type { Span } from '@botect/runtime';
import { parseCookie } from 'cookie';
import { putHeader } from './answer-headers.ts';
import type { Forwarded, Scheme } from './forwarded.ts';
import type { Request } from './route.ts';

export interface RoutedMessage extends IncomingMessage {
  /** As Express matched them, decoded. */
  readonly params?: Readonly<Record<string, string | string[]>>;
}

/** What a request asks of the server it came to. */
export interface Wire extends Forwarded {
  newId(): string;
}

export interface RequestParts {
  readonly body: Buffer;
  readonly span: Span | null;
  readonly wire: Wire;
  readonly charge: Charge;
}

/** Throws when the project has to stand back. */
export type Charge = (projectId: number, bytes: number) => void;

/** For requests that come no further. */
export const noCharge: Charge = () => {};

export const noHeaders: readonly string[] = [];

/** A class, because one is made per request: methods on the prototype cost nothing until they are called. */
export class HttpRequest implements Request {
  readonly body: Buffer;
  readonly span: Span | null;
  readonly #req: RoutedMessage;
  readonly #wire: Wire;
  readonly #charge: Charge;
  #id: string | null = null;
  #query: URLSearchParams | null = null;
  #answerHeaders: string[] | null = null;

  constructor(req: RoutedMessage, { body, span, wire, charge }: RequestParts) {
    this.#req = req;
    this.#charge = charge;
    this.body = body;
    this.span = span;
    this.#wire = wire;
  }

  get id(): string {
    if (this.#id === null) {
      this.#id = this.#wire.newId();
      this.setHeader('X-Request-Id', this.#id);
    }
    return this.#id;
  }

  /** Headers for the answer so far, as name, value, name, value. */
  get answerHeaders(): readonly string[] {
    return this.#answerHeaders ?? noHeaders;
  }

  get method(): string {
    return this.#req.method ?? '';
  }

  get path(): string {
    return pathOf(this.#req.url ?? '');
  }

  param(name: string): string {
    const value = this.#req.params?.[name];
    return typeof value === 'string' ? value : '';
  }

  query(name: string): string | null {
    const url = this.#req.url ?? '';
    const start = url.indexOf('?');
    if (start < 0) return null;
    this.#query ??= new URLSearchParams(url.slice(start + 1));
    return this.#query.get(name);
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

  cookie(name: string): string | null {
    return cookieOf(this.#req.headers.cookie, name);
  }

  clientAddress(): string {
    return this.#wire.addressOf(this.#req);
  }

  scheme(): Scheme {
    return this.#wire.schemeOf(this.#req);
  }

  host(): string {
    return this.#wire.hostOf(this.#req);
  }

  setHeader(name: string, value: string): void {
    this.#answerHeaders ??= [];
    putHeader(this.#answerHeaders, name, value);
  }

  chargeTo(projectId: number): void {
    this.#charge(projectId, this.body.length);
  }
}

/** A request target without its query. */
export function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

/** The scheme's name is case-insensitive; the token is taken as it is. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined || !/^bearer /i.test(authorization)) return null;
  return authorization.slice(7).trim() || null;
}

export function cookieOf(header: string | undefined, name: string): string | null {
  return header === undefined ? null : (parseCookie(header)[name] ?? null);
}

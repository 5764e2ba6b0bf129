import type { Span } from '@botect/runtime';

/** The parts of an HTTP request a handler may see. Cheap to make: nothing is parsed before it is asked for. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** A path parameter, percent-decoded; '' when the route has none of that name. */
  param(name: string): string;
  /** First value of a query parameter, decoded; null when absent. */
  query(name: string): string | null;
  /** A header by its lower-case name; repeated headers joined as Node does; null when absent. */
  header(name: string): string | null;
  /** Header names in the order received, lower-case, without repeats. */
  headerNames(): readonly string[];
  /** The token of `Authorization: Bearer …`; null when absent or of another scheme. */
  bearer(): string | null;
  /** The visitor's address: the socket's, or what a trusted proxy says in X-Forwarded-For. */
  clientAddress(): string;
  /** The body as received, at most the route's limit; empty when there is none. */
  readonly body: Buffer;
  /** The span of this request when it is traced, null for the many that are not. Ended by the server. */
  readonly span: Span | null;
}

/** What a handler answers. Status numbers live in this package alone; see `replies.ts`. */
export interface Reply {
  readonly outcome: 'ok' | 'created' | 'accepted' | 'no-content';
  /** JSON text, already serialised, or null for an empty body. */
  readonly json: string | null;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express path with `:name` parameters, e.g. `/v1/projects/:project/scoring`. */
  readonly path: string;
  /** 'any-origin' adds CORS for browsers and answers OPTIONS; private and control routes leave it out. */
  readonly cors?: 'any-origin';
  /**
   * Media types accepted when a body is sent; a request without body passes. Default: application/json alone.
   * 'anything' is for routes that ignore their body.
   */
  readonly accepts?: readonly string[] | 'anything';
  /** Bytes; a longer body is refused with PAYLOAD_TOO_LARGE before it is read whole. Default 262,144. */
  readonly bodyBytesMax?: number;
  handle(request: Request): Promise<Reply> | Reply;
}

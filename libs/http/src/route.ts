import type { SurfaceName } from '@botect/contracts';
import type { Span } from '@botect/runtime';

/** The parts of an HTTP request a handler may see. Cheap to make: nothing is parsed before it is asked for. */
export interface Request {
  /** A UUID, made when first asked for; from then on the answer carries it as X-Request-Id, and the log of its failure. */
  readonly id: string;
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
  /** A cookie's value, decoded; null when absent. */
  cookie(name: string): string | null;
  /** The visitor's address: the socket's, or what a trusted proxy says in X-Forwarded-For. */
  clientAddress(): string;
  /** How the visitor reached us: by the socket, or what a trusted proxy says in X-Forwarded-Proto. */
  scheme(): 'http' | 'https';
  /** Host and port asked for, or what a trusted proxy says in X-Forwarded-Host; '' when the client names none. */
  host(): string;
  /**
   * A header for the answer, whatever that becomes: success or problem. Said again it replaces; Set-Cookie adds. Not for
   * what answers bring themselves: Content-Type, Content-Length, Cache-Control, Connection, Retry-After.
   */
  setHeader(name: string, value: string): void;
  /**
   * Says whose request this is, as soon as that is certain. Throws SERVICE_UNAVAILABLE when the process has more to do
   * than it can, and the project more than its share of it.
   */
  chargeTo(projectId: number): void;
  /** The body as received, at most the route's limit; empty when there is none. */
  readonly body: Buffer;
  /** The span of this request when it is traced, null for the many that are not. Ended by the server. */
  readonly span: Span | null;
}

/** What a handler answers. Status numbers live in this package alone; made by `replies.ts`. */
export interface Reply {
  /** 'not-modified' tells a browser that what it kept is still right. */
  readonly outcome: 'ok' | 'created' | 'accepted' | 'no-content' | 'not-modified';
  /** JSON text, already serialised, unless `mediaType` says otherwise; null for an empty body. */
  readonly body: string | Buffer | null;
  /** Absent: application/json. Whatever else is answered as it is, also where the surface wraps its JSON. */
  readonly mediaType?: string;
  /** How long anybody may keep the answer. Absent: nobody stores it. */
  readonly cacheSeconds?: number;
  /** What is kept never changes: nobody need ask again. */
  readonly immutable?: true;
  /** What happened, in a sentence; the envelope alone shows it. */
  readonly message?: string;
  /** How many things there are, of which this is a page; the envelope alone shows it. */
  readonly total?: number;
}

/** Who is served when not all can be: verdicts, which visitors wait for, before signals, before the owner's side. */
export type Priority = 'verdict' | 'ingest' | 'control-plane';

export const defaultPriority: Priority = 'control-plane';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Express path with `:name` parameters, e.g. `/v1/projects/:project/scoring`. */
  readonly path: string;
  /** Default: control-plane. */
  readonly priority?: Priority;
  /**
   * What everybody is answered, unlooked at, while there is no room for the route: at once, and after 250 to 750 ms to
   * projects beyond their share. Default: SERVICE_UNAVAILABLE, after about a second.
   */
  readonly whenBusy?: Reply;
  /** How every answer of the route looks, the refusals before its handler included. Default: bare. */
  readonly surface?: SurfaceName;
  /** 'any-origin' adds CORS for browsers and answers OPTIONS; private and control routes leave it out. */
  readonly cors?: 'any-origin';
  /**
   * Media types accepted when a body is sent; a request without body passes. Default: application/json alone.
   * 'anything' is for routes that ignore their body.
   */
  readonly accepts?: readonly string[] | 'anything';
  /** Bytes; a longer body is refused with PAYLOAD_TOO_LARGE before it is read whole. Default 262,144. */
  readonly bodyBytesMax?: number;
  /** What pages of this route may load and do. Default: nothing at all. */
  readonly contentSecurityPolicy?: string;
  handle(request: Request): Promise<Reply> | Reply;
}

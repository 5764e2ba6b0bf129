import type { Problem } from '@botect/contracts';
import { noHeaders } from './http-request.ts';
import type { Reply, Request } from './route.ts';
import { replyStatus } from './statuses.ts';

/** What goes on the wire: a status, a body or nothing, and headers beyond the usual as name, value, name, value. */
export interface Answer {
  readonly status: number;
  readonly body: string | Buffer | null;
  readonly mediaType: string;
  readonly cacheControl: string;
  readonly headers: readonly string[];
}

/** What an answer may tell of the request it answers. The headers are complete once the id was asked for. */
export interface Asked extends Pick<Request, 'id' | 'method' | 'path'> {
  readonly answerHeaders: readonly string[];
}

/** How the answers of a route look. */
export interface Surface {
  reply(reply: Reply, asked: Asked): Answer;
  problem(problem: Problem, asked: Asked, headers?: readonly string[]): Answer;
}

const json = 'application/json';
/** Answers hold verdicts and keys: nobody stores them unless told. */
const noStore = 'no-store';
const allowOrigin = ['Access-Control-Allow-Origin', '*'];

export function replyAnswer(reply: Reply, headers: readonly string[]): Answer {
  const { mediaType, cacheSeconds, immutable } = reply;
  return {
    status: replyStatus[reply.outcome],
    body: reply.body,
    mediaType: mediaType ?? json,
    cacheControl:
      cacheSeconds === undefined
        ? noStore
        : `public, max-age=${cacheSeconds}${immutable ? ', immutable' : ''}`,
    headers,
  };
}

export function jsonAnswer(status: number, value: object, headers: readonly string[]): Answer {
  return { status, body: JSON.stringify(value), mediaType: json, cacheControl: noStore, headers };
}

/** Headers a problem brings in every surface. */
export function problemHeaders({ code, retryAfterSeconds }: Problem): readonly string[] {
  const challenge = code === 'UNAUTHENTICATED' ? ['WWW-Authenticate', 'Bearer'] : noHeaders;
  const retry = retryAfterSeconds === undefined ? noHeaders : ['Retry-After', String(retryAfterSeconds)];
  return [...challenge, ...retry];
}

/** Answers a browser's question whether its script may call a route open to any origin. */
export const preflightAnswer = (methods: string): Answer => ({
  status: replyStatus['no-content'],
  body: null,
  mediaType: json,
  cacheControl: noStore,
  headers: [
    'Access-Control-Allow-Methods',
    methods,
    'Access-Control-Allow-Headers',
    'Content-Type, X-Botect-Site-Key, Idempotency-Key',
    'Access-Control-Max-Age',
    '86400',
  ],
});

export interface HeadOptions {
  /** The route is open to scripts of any origin: its every answer says so, or the browser hides the answer. */
  readonly anyOrigin: boolean;
  readonly contentSecurityPolicy: string;
  readonly closing: boolean;
}

/** All headers in the flat form Node writes without another copy. */
export function headers(
  answer: Answer,
  { anyOrigin, contentSecurityPolicy, closing }: HeadOptions,
): string[] {
  const { body, mediaType, headers: extra } = answer;
  const list = ['Cache-Control', answer.cacheControl];
  if (body !== null) list.push('Content-Type', mediaType, 'Content-Length', String(Buffer.byteLength(body)));
  if (mediaType !== json) list.push('X-Content-Type-Options', 'nosniff');
  if (mediaType.startsWith('text/html')) list.push('Content-Security-Policy', contentSecurityPolicy);
  if (anyOrigin) list.push(...allowOrigin);
  if (closing) list.push('Connection', 'close');
  if (extra.length > 0) list.push(...extra);
  return list;
}

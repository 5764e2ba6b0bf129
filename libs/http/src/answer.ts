import { type Problem, problemBody } from '@botect/contracts';
import type { Reply } from './route.ts';
import { problemStatus, replyStatus } from './statuses.ts';

/** What goes on the wire: a status, JSON text or nothing, and headers beyond the usual as name, value, name, value. */
export interface Answer {
  readonly status: number;
  readonly json: string | null;
  readonly headers: readonly string[];
}

const none: readonly string[] = [];
const allowOrigin = ['Access-Control-Allow-Origin', '*'];

export const replyAnswer = (reply: Reply): Answer => ({
  status: replyStatus[reply.outcome],
  json: reply.json,
  headers: none,
});

export function problemAnswer(problem: Problem, headers: readonly string[] = none): Answer {
  const challenge = problem.code === 'UNAUTHENTICATED' ? ['WWW-Authenticate', 'Bearer'] : none;
  const retry =
    problem.retryAfterSeconds === undefined ? none : ['Retry-After', String(problem.retryAfterSeconds)];
  return {
    status: problemStatus[problem.code],
    json: JSON.stringify(problemBody(problem)),
    headers: [...challenge, ...retry, ...headers],
  };
}

/** Answers a browser's question whether its script may call a route open to any origin. */
export const preflightAnswer = (methods: string): Answer => ({
  status: replyStatus['no-content'],
  json: null,
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
  readonly closing: boolean;
}

/** All headers in the flat form Node writes without another copy. Answers hold verdicts and keys: nobody stores them. */
export function headers({ json, headers: extra }: Answer, { anyOrigin, closing }: HeadOptions): string[] {
  const list = ['Cache-Control', 'no-store'];
  if (json !== null)
    list.push('Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(json)));
  if (anyOrigin) list.push(...allowOrigin);
  if (closing) list.push('Connection', 'close');
  if (extra.length > 0) list.push(...extra);
  return list;
}

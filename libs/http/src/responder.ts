import type { ServerResponse } from 'node:http';
import type { Attributes, Histogram, Span } from '@botect/runtime';
import { type Answer, headers } from './answer.ts';
import { announcedBytes, announcesBody, endAfterLinger } from './body.ts';
import type { RoutedMessage } from './http-request.ts';

/** One request and its answer to be. */
export interface Exchange {
  readonly req: RoutedMessage;
  readonly res: ServerResponse;
  /** Milliseconds of the monotonic clock. */
  readonly startedAt: number;
  readonly span: Span | null;
}

/** What the answers of one route have in common. `path` is the route's pattern, absent when no route matched. */
export interface AnswerTraits {
  readonly path?: string;
  readonly anyOrigin: boolean;
  readonly bodyBytesMax: number;
  readonly contentSecurityPolicy?: string;
}

/** A page nobody said anything about loads nothing and is shown in no frame. */
const strictestPolicy = "default-src 'none'; frame-ancestors 'none'";

export interface Responding {
  /** Answers tell their clients to reconnect elsewhere. */
  closing: boolean;
  readonly durations: Histogram;
}

export type Respond = (exchange: Exchange, answer: Answer, close?: boolean) => void;

/** Writes and measures the answers of one route. */
export function responder(responding: Responding, traits: AnswerTraits): Respond {
  const { path, anyOrigin, bodyBytesMax, contentSecurityPolicy = strictestPolicy } = traits;
  const attributes = new Map<string, Attributes>();
  const record = ({ req, startedAt, span }: Exchange, status: number) => {
    const key = `${req.method}${status}`;
    let known = attributes.get(key);
    if (known === undefined) {
      known = {
        'http.request.method': req.method ?? '',
        ...(path && { 'http.route': path }),
        'http.response.status_code': status,
      };
      attributes.set(key, known);
    }
    responding.durations.record((performance.now() - startedAt) / 1000, known);
    if (span === null) return;
    for (const [name, value] of Object.entries(known)) span.attribute(name, value);
    span.end();
  };
  return (exchange, answer, close = false) => {
    const { req, res } = exchange;
    const lingers = !req.complete && announcesBody(req) && announcedBytes(req) > bodyBytesMax;
    const closing = close || lingers || responding.closing;
    res.writeHead(answer.status, headers(answer, { anyOrigin, contentSecurityPolicy, closing }));
    if (lingers) {
      res.write(answer.body ?? '');
      endAfterLinger(req, res);
    } else {
      res.end(answer.body);
    }
    record(exchange, answer.status);
  };
}

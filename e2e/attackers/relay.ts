import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The installation and the site a page is measured for. */
export interface ProductSite {
  readonly origin: string;
  readonly siteKey: string;
}

/** A batch on its way through, and what became of it. */
export interface Exchange {
  /** When it began to arrive; milliseconds since 1970. */
  readonly at: number;
  readonly sent: string;
  readonly status: number;
  readonly answer: string;
}

/**
 * Hands a request to the product with its headers in the order and spelling the browser chose, which are evidence; answers
 * what passed, after the browser has its answer.
 */
export async function relayed(req: IncomingMessage, res: ServerResponse, origin: string): Promise<Exchange> {
  const at = Date.now();
  const { hostname, port } = new URL(origin);
  const { method, url: path, rawHeaders: headers } = req;
  const sent = await buffer(req);
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, method, path, headers }, resolve).once('error', reject).end(sent);
  });
  const answer = await buffer(answered);
  const status = answered.statusCode ?? 502;
  res.writeHead(status, answered.headers).end(answer);
  return { at, sent: String(sent), status, answer: String(answer) };
}

/** What the product's script and the product told each other in one visit. */
export interface Told {
  /** The session the product gave the visitor. */
  readonly session: string;
  /** When the last batch began to arrive; milliseconds since 1970. */
  readonly lastBatchAt: number;
  /** As the script wrote them. */
  readonly batches: readonly string[];
  /** What the product would not take, with its reasons. */
  readonly refused: readonly string[];
}

/** Null while the product has not named the session. */
export function toldIn(exchanges: readonly Exchange[]): Told | null {
  const accepted = exchanges.filter(({ status }) => status === 202);
  const [, session] = /"session_token":"([^"]+)"/.exec(accepted.at(-1)?.answer ?? '') ?? [];
  if (session === undefined) return null;
  return {
    session,
    lastBatchAt: Math.max(...accepted.map(({ at }) => at)),
    batches: accepted.map(({ sent }) => sent),
    refused: exchanges
      .filter(({ status }) => status !== 202)
      .map(({ status, answer }) => `${status} ${answer}`),
  };
}

import type { ServerResponse } from 'node:http';
import { guarded, quietly } from '../faults.ts';
import { copyHeaders, isShown, takesTag } from './page-response.ts';
import { withScript } from './script.ts';
import type { OpenVisit } from './visit.ts';

/**
 * Watches a response being written: puts the tag into an HTML page that is sent in one piece and does not hold it
 * yet, gives every page with a token its cookie and cache headers, and tells Botect of it when it has been sent.
 * Works below frameworks, on the three methods through which all of them write.
 */
export function trackResponse(visit: OpenVisit, res: ServerResponse): void {
  const { report, settings } = visit.core;
  const { elapsed } = settings.seams;
  const tagging = { report, name: 'tagging a page' };
  const startedMs = elapsed();
  const original = {
    writeHead: res.writeHead,
    write: res.write,
    end: res.end,
    flushHeaders: res.flushHeaders,
  };
  let begun = false;
  const begin = () => {
    if (!begun && !res.headersSent) quietly(report, 'marking a page', () => applyPageHeaders(visit, res));
    begun = true;
  };
  Object.assign(res, {
    writeHead(status: number, ...rest: unknown[]) {
      const head = headOf(rest);
      if (begun || res.headersSent || !(visit.pageHeaders || mayBePage(res, head))) {
        return Reflect.apply(original.writeHead, res, [status, ...rest]);
      }
      // Held back until the first byte of the body: only then is it known whether the page holds the tag.
      holdHead(res, status, head);
      return res;
    },
    flushHeaders() {
      begin();
      return Reflect.apply(original.flushHeaders, res, []);
    },
    write(...args: unknown[]) {
      begin();
      return Reflect.apply(original.write, res, args);
    },
    end(chunk?: unknown, ...rest: unknown[]) {
      const page = begun ? null : guarded(() => tagged(visit, res, [chunk, ...rest]), null, tagging);
      begin();
      const callback = rest.find((one) => typeof one === 'function');
      const args = page === null ? [chunk, ...rest] : [page, ...(callback ? [callback] : [])];
      return Reflect.apply(original.end, res, args);
    },
  });
  res.once('finish', () => {
    if (!isShown({ method: visit.request.method, status: res.statusCode })) return;
    quietly(report, 'telling of a page', () => visit.recordHit(elapsed() - startedMs));
  });
}

/** The whole page with its tag; null when it is not one, or was tagged by the application. */
function tagged(visit: OpenVisit, res: ServerResponse, [chunk, encoding]: unknown[]): Buffer | null {
  const { settings, report } = visit.core;
  if (!settings.firstParty || !settings.inject || visit.pageHeaders !== null || res.headersSent) return null;
  const header = (name: string) => textOf(res.getHeader(name));
  const { method } = visit.request;
  const destination = visit.request.header('sec-fetch-dest');
  if (!takesTag({ method, status: res.statusCode, destination, header })) return null;
  const page = bytesOf(chunk, encoding);
  // Asked without a token first, so that a fragment does not become a page.
  if (page === null || withScript(page, '') === null) return null;
  const nonce = guarded(() => settings.ask.nonce?.(visit.request), undefined, { report, name: 'nonce' });
  return withScript(page, visit.scriptTag(nonce === undefined ? {} : { nonce }));
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer | null {
  if (typeof chunk === 'string')
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as 'utf8') : 'utf8');
  return chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : null;
}

function applyPageHeaders(visit: OpenVisit, res: ServerResponse): void {
  const headers = visit.pageHeaders;
  if (headers === null) return;
  for (const name of copyHeaders) res.removeHeader(name);
  res.setHeader('cache-control', headers['cache-control']);
  res.appendHeader('set-cookie', headers['set-cookie']);
}

interface Head {
  readonly message: string | undefined;
  readonly headers: readonly (readonly [string, HeaderValue])[];
}

/** What `writeHead` was told after the status: `([message], [headers])`, headers in any form it takes. */
function headOf(rest: readonly unknown[]): Head {
  const [message, headers] = typeof rest[0] === 'string' ? rest : [undefined, rest[0] ?? rest[1]];
  return { message: message as string | undefined, headers: pairsOf(headers) };
}

function mayBePage(res: ServerResponse, { headers }: Head): boolean {
  const told = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return /^text\/html/i.test(textOf(told ?? res.getHeader('content-type')) ?? '');
}

function holdHead(res: ServerResponse, status: number, { message, headers }: Head): void {
  for (const [name, value] of headers) {
    if (value !== undefined) res.setHeader(name, value);
  }
  res.statusCode = status;
  if (message !== undefined) res.statusMessage = message;
}

type HeaderValue = number | string | readonly string[] | undefined;

function pairsOf(headers: unknown): [string, HeaderValue][] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, HeaderValue>);
  const flat = (Array.isArray(headers[0]) ? headers.flat() : headers) as string[];
  const byName = new Map<string, string[]>();
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const name = String(flat[at]);
    byName.set(name, [...(byName.get(name) ?? []), String(flat[at + 1])]);
  }
  return [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
}

function textOf(value: HeaderValue): string | null {
  return value === undefined ? null : String(value);
}

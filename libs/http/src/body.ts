import type { IncomingMessage, ServerResponse } from 'node:http';

/** The bytes; or why there are none: too many, too slow, or the client went away. */
export type Body = Buffer | 'too-large' | 'too-slow' | 'gone';

export interface BodyLimits {
  readonly bytesMax: number;
  readonly timeoutMs: number;
}

/** Whether a body follows the headers. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return length === undefined ? headers['transfer-encoding'] !== undefined : length !== '0';
}

/** Bytes the client says will follow; infinite when it does not say. */
export function announcedBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? Number.POSITIVE_INFINITY);
}

/** Reads the body and calls `done` once. A body in one chunk, the normal case, is handed over without a copy. */
export function readBody(req: IncomingMessage, limits: BodyLimits, done: (body: Body) => void): void {
  const { bytesMax, timeoutMs } = limits;
  if (req.headers['content-length'] !== undefined && announcedBytes(req) > bytesMax) {
    done('too-large');
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  let open = true;
  const finish = (body: Body) => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    done(body);
  };
  const timer = setTimeout(finish, timeoutMs, 'too-slow');
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) finish('too-large');
    else chunks.push(chunk);
  });
  req.on('end', () => finish(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  req.on('close', () => finish('gone'));
}

const lingerBytesMax = 4 * 1024 * 1024;
const lingerTimeoutMs = 2000;

/**
 * Ends an answer, already written, to a request whose body is unread. Closing at once would reset the connection and
 * could destroy the answer before the client has read it, so up to 4 MiB or 2 s of the body are thrown away first.
 */
export function endAfterLinger(req: IncomingMessage, res: ServerResponse): void {
  let bytes = 0;
  const end = () => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, lingerTimeoutMs);
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > lingerBytesMax) end();
  });
  req.on('end', end);
  req.on('close', end);
}

import { Client, type Dispatcher } from 'undici';
import { type ConnectorOptions, checkedConnector } from './checked-connector.ts';
import { OutboundFault } from './outbound-fault.ts';

export interface OutboundOptions extends ConnectorOptions {
  /** Ports that may be asked; 443 unless told otherwise. */
  readonly ports?: readonly number[];
  /** Requests under way at once; one more is refused, not kept waiting. */
  readonly inFlightMax?: number;
}

export interface GetOptions {
  /** Most bytes of body to take. */
  readonly bytesMax: number;
  /** For all of it: resolving, connecting, asking and reading to the end. */
  readonly timeoutMs: number;
  /** Media type asked for. */
  readonly accept: string;
}

const keptHeaders = ['content-type', 'cache-control', 'retry-after', 'etag', 'last-modified'] as const;

export interface OutboundAnswer {
  /** As sent: a redirect is an answer like any other, and is not followed. */
  readonly status: number;
  readonly headers: Readonly<Partial<Record<(typeof keptHeaders)[number], string>>>;
  readonly body: Buffer;
}

/** Asks other people's servers. Rejects with an `OutboundFault`. */
export interface Outbound {
  get(url: string, options: GetOptions): Promise<OutboundAnswer>;
}

const userAgent = 'Botect/0.1';
const urlMax = 2_048;

/**
 * The one way out to the Internet. Made for URLs that strangers choose: https alone, on the usual port, to public
 * addresses, over a connection of its own whose address was checked; no redirects, no cookies, no compression, bounded in
 * bytes and in time.
 */
export function outbound(options: OutboundOptions = {}): Outbound {
  const { ports = [443], inFlightMax = 16, ...connector } = options;
  let inFlight = 0;
  return {
    async get(url, wanted) {
      const target = readTarget(url, ports);
      if (inFlight >= inFlightMax) throw new OutboundFault('busy');
      inFlight += 1;
      const client = new Client(target.origin, {
        connect: checkedConnector(connector, wanted.timeoutMs),
        pipelining: 0,
        headersTimeout: wanted.timeoutMs,
        bodyTimeout: wanted.timeoutMs,
      });
      const signal = AbortSignal.timeout(wanted.timeoutMs);
      try {
        return await ask(client, target, { ...wanted, signal });
      } catch (error) {
        throw faultOf(error, signal);
      } finally {
        inFlight -= 1;
        client.destroy().catch(() => {});
      }
    },
  };
}

function readTarget(url: string, ports: readonly number[]): URL {
  const target = url.length > urlMax ? null : URL.parse(url);
  const allowed =
    target?.protocol === 'https:' &&
    target.username === '' &&
    target.password === '' &&
    ports.includes(target.port === '' ? 443 : Number(target.port));
  if (!allowed) throw new OutboundFault('url_refused');
  return target;
}

type Asked = GetOptions & { readonly signal: AbortSignal };

async function ask(
  client: Client,
  target: URL,
  { accept, bytesMax, signal }: Asked,
): Promise<OutboundAnswer> {
  const { statusCode, headers, body } = await client.request({
    method: 'GET',
    path: `${target.pathname}${target.search}`,
    headers: { accept, 'accept-encoding': 'identity', 'user-agent': userAgent },
    signal,
  });
  return { status: statusCode, headers: kept(headers), body: await read(body, bytesMax) };
}

async function read(body: Dispatcher.ResponseData['body'], bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new OutboundFault('body_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function kept(headers: Dispatcher.ResponseData['headers']): OutboundAnswer['headers'] {
  const found = keptHeaders.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const];
  });
  return Object.fromEntries(found);
}

function faultOf(error: unknown, signal: AbortSignal): OutboundFault {
  if (error instanceof OutboundFault) return error;
  const late = signal.aborted || (error as { code?: unknown }).code === 'UND_ERR_CONNECT_TIMEOUT';
  return new OutboundFault(late ? 'timed_out' : 'unreachable', { cause: error });
}

import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { After } from '../surroundings.ts';
import { type ApiAnswer, type ApiCall, answerBytesMax, type Send, SendFault } from './send.ts';

/** Connections at a time; calls beyond wait for one, within their budget. */
const socketsMax = 128;
/** Nobody is waited for longer: what waits is of no use after an hour. */
const secondsMax = 300;

/** Calls over kept-open connections, because a visitor waits while a new one is made. */
export function nodeSend(baseUrl: URL, after: After): { readonly send: Send; close(): void } {
  const client = baseUrl.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: socketsMax });
  const once: Send = (call, signal) =>
    new Promise((resolve, reject) => {
      const url = new URL(baseUrl.pathname.replace(/\/$/, '') + call.path, baseUrl);
      const request = client.request(url, { method: call.method, headers: call.headers, agent, signal });
      boundConnecting(request, call, after);
      request.on('error', (error) => reject(asFault(error, request)));
      request.once('response', (response) => {
        readAnswer(response).then(resolve, (error) => {
          request.destroy();
          reject(asFault(error, request));
        });
      });
      request.end(call.body ?? undefined);
    });
  const send: Send = (call, signal) =>
    once(call, signal).catch((error) => {
      // The other side may close a kept-open connection just as it is used again: that says nothing of its health.
      if (error instanceof SendFault && error.cause === staleConnection) return once(call, signal);
      throw error;
    });
  return { send, close: () => agent.destroy() };
}

const staleConnection = Symbol('stale connection');

function asFault(error: unknown, request: ClientRequest): SendFault {
  if (error instanceof SendFault) return error;
  const code = (error as { code?: unknown }).code;
  const stale = request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
  return new SendFault('network', stale ? staleConnection : error);
}

function boundConnecting(request: ClientRequest, { budget }: ApiCall, after: After): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const cancel = after(budget.connectMs, () => request.destroy(new SendFault('timeout')));
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', cancel);
    request.once('close', cancel);
  });
}

async function readAnswer(response: IncomingMessage): Promise<ApiAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new SendFault('too_large');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString();
  return { status: response.statusCode ?? 0, body, retryAfterSeconds: secondsIn(response) };
}

function secondsIn({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, secondsMax) : null;
}

import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import proxyAddress from 'proxy-addr';
import { type ClientAddress, clientAddress } from './client-address.ts';

export type Scheme = 'http' | 'https';

/** What the visitor sees of us and we of the visitor, with the trusted proxies in between taken at their word. */
export interface Forwarded {
  readonly addressOf: ClientAddress;
  /** The socket's, or what a trusted proxy says in X-Forwarded-Proto. */
  schemeOf(req: IncomingMessage): Scheme;
  /** Host and port asked for, '' when the client names none; a trusted proxy's X-Forwarded-Host counts for more. */
  hostOf(req: IncomingMessage): string;
}

/** Throws a StartupFault when a trusted proxy is no address or range. */
export function forwarded(trustedProxies: readonly string[]): Forwarded {
  const addressOf = clientAddress(trustedProxies);
  const trust = proxyAddress.compile([...trustedProxies]);
  const told = (req: IncomingMessage, name: string) =>
    trust(req.socket.remoteAddress ?? '', 0) ? firstOf(req.headers[name]) : '';
  return {
    addressOf,
    schemeOf(req) {
      const said = told(req, 'x-forwarded-proto').toLowerCase();
      if (said !== '') return said === 'https' ? 'https' : 'http';
      return (req.socket as TLSSocket).encrypted === true ? 'https' : 'http';
    },
    hostOf: (req) => told(req, 'x-forwarded-host') || (req.headers.host ?? ''),
  };
}

/** Each proxy of a chain adds its word at the end: the first is of the one the visitor spoke to. */
function firstOf(value: string | string[] | undefined): string {
  const text = typeof value === 'string' ? value : (value?.[0] ?? '');
  return (text.split(',', 1)[0] ?? '').trim();
}

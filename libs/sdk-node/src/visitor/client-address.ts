import { publicAddress } from './address.ts';
import type { VisitRequest } from './visit-request.ts';

/**
 * Where the visitor's address is read: `request` (the connection itself), `cloudflare` (`CF-Connecting-IP`),
 * `header:<Name>` (one that your own proxy sets), a function of yours, or `auto`, which looks into the headers
 * proxies usually set. What `auto` finds there anyone could have written: it is marked as inferred, and the server
 * uses it for diagnostics only.
 */
export type ClientAddressChoice =
  | 'auto'
  | 'request'
  | 'cloudflare'
  | `header:${string}`
  | ((request: VisitRequest) => string | null | undefined);

/** The three fields of the wire, all together or not at all. */
export interface ObservedAddress {
  readonly observed_ip: string;
  readonly observed_ip_source: 'request' | 'header' | 'resolver';
  readonly observed_ip_inferred: boolean;
}

const usualHeaders = [
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'x-real-ip',
  'x-forwarded-for',
];

/** The visitor's address when it is a public one; null when there is nothing to say. */
export function observedAddress(request: VisitRequest, choice: ClientAddressChoice): ObservedAddress | null {
  if (typeof choice === 'function') return told(choice(request), 'resolver');
  if (choice === 'request') return told(request.remoteAddress, 'request');
  if (choice === 'auto') return guessed(request) ?? told(request.remoteAddress, 'request');
  const name = choice === 'cloudflare' ? 'cf-connecting-ip' : choice.slice('header:'.length).toLowerCase();
  // Each proxy adds what it saw at the end: that is the word of the one you chose to trust.
  return told(listed(request.header(name)).at(-1), 'header');
}

function guessed(request: VisitRequest): ObservedAddress | null {
  for (const name of usualHeaders) {
    const found = listed(request.header(name))
      .map((text) => told(text, 'header'))
      .find((address) => address !== null);
    if (found) return { ...found, observed_ip_inferred: true };
  }
  return null;
}

function told(
  text: string | null | undefined,
  source: ObservedAddress['observed_ip_source'],
): ObservedAddress | null {
  const address = typeof text === 'string' ? publicAddress(text) : null;
  return address === null
    ? null
    : { observed_ip: address, observed_ip_source: source, observed_ip_inferred: false };
}

function listed(value: string | null): string[] {
  return (value ?? '').split(',');
}

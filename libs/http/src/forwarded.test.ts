import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forwarded } from './forwarded.ts';

interface Arriving {
  readonly from?: string | undefined;
  readonly encrypted?: boolean;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

const arriving = ({ from: remoteAddress, encrypted, headers = {} }: Arriving) =>
  ({ socket: { remoteAddress, encrypted }, headers }) as unknown as IncomingMessage;

const trusting = forwarded(['10.0.0.0/8']);
const proto = (text: string | string[]) => ({ 'x-forwarded-proto': text });
const proxy = '10.1.2.3';

test.each<[string, Arriving, string]>([
  ['a plain socket is http', { from: '192.0.2.1' }, 'http'],
  ['a TLS socket is https', { from: '192.0.2.1', encrypted: true }, 'https'],
  ['a trusted proxy is believed', { from: proxy, headers: proto('https') }, 'https'],
  ['in any spelling', { from: proxy, headers: proto(' HTTPS ') }, 'https'],
  ['also when it speaks TLS to us', { from: proxy, encrypted: true, headers: proto('http') }, 'http'],
  ['the first of a chain counts', { from: proxy, headers: proto('https, http') }, 'https'],
  ['another word is not https', { from: proxy, headers: proto('gopher') }, 'http'],
  ['a proxy that says nothing is a socket', { from: proxy, headers: proto('') }, 'http'],
  ['a stranger is not believed', { from: '192.0.2.1', headers: proto('https') }, 'http'],
  ['a closed socket is no proxy', { from: undefined, headers: proto('https') }, 'http'],
])('%s', (_what, request, scheme) => {
  expect(trusting.schemeOf(arriving(request))).toBe(scheme);
});

const hosts = { host: 'inner:8080', 'x-forwarded-host': 'shop.example' };
test.each<[string, Arriving, string]>([
  [
    'the host is the one asked for',
    { from: '192.0.2.1', headers: { host: 'a.example:8080' } },
    'a.example:8080',
  ],
  ['a trusted proxy knows the one the visitor asked for', { from: proxy, headers: hosts }, 'shop.example'],
  ['a stranger does not', { from: '192.0.2.1', headers: hosts }, 'inner:8080'],
  ['who names none asked for none', { from: '192.0.2.1' }, ''],
])('%s', (_what, request, host) => {
  expect(trusting.hostOf(arriving(request))).toBe(host);
});

test('without trusted proxies no header is believed', () => {
  const request = arriving({ from: '127.0.0.1', headers: { ...hosts, ...proto('https') } });
  const { schemeOf, hostOf } = forwarded([]);
  expect([schemeOf(request), hostOf(request)]).toEqual(['http', 'inner:8080']);
});

test('no forwarded text is another scheme', () => {
  const schemes = ['http', 'https'];
  const told = (text: string) => trusting.schemeOf(arriving({ from: proxy, headers: proto(text) }));
  fc.assert(fc.property(fc.string(), (text) => schemes.includes(told(text))));
});

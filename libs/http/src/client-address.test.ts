import type { IncomingMessage } from 'node:http';
import { StartupFault } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clientAddress } from './client-address.ts';

const arriving = (remoteAddress: string | undefined, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

const trusted = ['10.0.0.0/8', 'loopback', '2001:db8::1'];

test.each<[string | undefined, string | undefined, string, string]>([
  ['198.51.100.7', '203.0.113.9', '198.51.100.7', 'a stranger is not believed'],
  ['10.1.2.3', '203.0.113.9', '203.0.113.9', 'a trusted proxy is believed'],
  ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9', 'also as a mapped address'],
  ['10.1.2.3', '1.1.1.1, 203.0.113.9, 10.9.9.9', '203.0.113.9', 'only the nearest stranger counts'],
  ['2001:db8::1', '::ffff:203.0.113.9', '203.0.113.9', 'a mapped visitor is unmapped'],
  ['127.0.0.1', '2001:db8::2', '2001:db8::2', 'IPv6 is an address too'],
  ['10.1.2.3', 'unknown', '10.1.2.3', 'a word is no address'],
  ['10.1.2.3', 'garbage, 10.9.9.9', '10.9.9.9', 'garbage before a proxy stops there'],
  ['10.1.2.3', '', '10.1.2.3', 'an empty header says nothing'],
  ['10.1.2.3', undefined, '10.1.2.3', 'no header says nothing'],
  [undefined, undefined, '', 'a closed socket has no address'],
])('from %s, forwarded for %s: %s (%s)', (remote, forwarded, expected) => {
  expect(clientAddress(trusted)(arriving(remote, forwarded))).toBe(expected);
});

test('without trusted proxies the header is not looked at', () => {
  expect(clientAddress([])(arriving('::ffff:192.0.2.1', '203.0.113.9'))).toBe('192.0.2.1');
});

test('no forwarded text makes it throw', () => {
  const addressOf = clientAddress(trusted);
  fc.assert(fc.property(fc.string(), (text) => typeof addressOf(arriving('10.1.2.3', text)) === 'string'));
});

test.each(['nonsense', '10.0.0.0/99', ''])(
  'a trusted proxy written %o stops the start with a fault',
  (proxy) => {
    expect(() => clientAddress([proxy])).toThrow(StartupFault);
  },
);

import { describe, expect, test } from '@jest/globals';
import { keys } from '../fake-api.fixture.ts';
import { publicAddress } from './address.ts';
import { type ClientAddressChoice, observedAddress } from './client-address.ts';
import { readPageToken, signPageToken } from './page-token.ts';
import { languageTags, tellableHeaderNames, tellableMethod } from './request-shape.ts';
import { sessionCookie, sessionFromCookies } from './session-cookie.ts';
import { sign } from './signatures.ts';
import type { VisitRequest } from './visit-request.ts';

const others = { siteKey: 'pk_other', privateKey: 'sk_other' };

describe('the session cookie', () => {
  const line = sessionCookie(keys, 'sess_1', true);
  const [pair = ''] = line.split(';');

  test('is a token and its signature, for 30 days, out of reach of scripts', () => {
    const signature = sign('sk_private', 'botect:session:pk_site:sess_1');
    expect(line).toBe(
      `botect_server_session=sess_1.${signature}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  test.each([
    ['alone', pair, 'sess_1'],
    ['among others', `a=b; ${pair}; c=d`, 'sess_1'],
    ['behind a forged one of the same name', `botect_server_session=sess_2.ab; ${pair}`, 'sess_1'],
    ['with a changed session', pair.replace('sess_1', 'sess_2'), null],
    ['cut short', pair.slice(0, -1), null],
    ['with something after', `${pair}.x`, null],
    ['of another site', sessionCookie(others, 'sess_1', false).split(';')[0] ?? '', null],
    ['without signature', 'botect_server_session=sess_1', null],
    ['absent', null, null],
    ['under another name', pair.replace('botect', 'xbotect'), null],
  ])('%s is read as it should', (_, header, session) => {
    expect(sessionFromCookies(keys, header)).toBe(session);
  });
});

describe('the page token', () => {
  const nowMs = 1_800_000_000_000;
  const iat = nowMs / 1_000;
  const claims = { id: 'a'.repeat(32), session: 'sess_1', iat, exp: iat + 900 };
  const expected = { nowMs, lifetimeSeconds: 900 };
  const signed = (value: unknown) => {
    const encoded = Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${encoded}.${sign(keys.privateKey, `botect:page:pk_site:${encoded}`)}`;
  };

  test.each([
    ['with a login state', { ...claims, li: true }],
    ['without', claims],
    ['made 30 seconds ahead by another server', { ...claims, iat: iat + 30, exp: iat + 930 }],
    ['in its last second', { ...claims, iat: iat - 899, exp: iat + 1 }],
  ])('%s is read back', (_, given) => {
    expect(readPageToken(keys, signPageToken(keys, given), expected)).toMatchObject(given);
  });

  test.each([
    ['that has expired', { v: 1, ...claims, iat: iat - 900, exp: iat }],
    ['from too far ahead', { v: 1, ...claims, iat: iat + 31, exp: iat + 931 }],
    ['of another lifetime', { v: 1, ...claims, exp: iat + 901 }],
    ['of another version', { v: 2, ...claims }],
    ['with a short id', { v: 1, ...claims, id: 'a' }],
    ['with a session that is none', { v: 1, ...claims, session: 'a/b' }],
    ['whose login state is a number', { v: 1, ...claims, li: 1 }],
    ['with a claim too many', { v: 1, ...claims, admin: true }],
    ['with times as text', { v: 1, ...claims, iat: `${iat}`, exp: `${iat + 900}` }],
    ['that is no object', null],
  ])('%s is refused, although signed', (_, given) => {
    expect(readPageToken(keys, signed(given), expected)).toBeNull();
  });

  test('that is too long is refused, although signed and complete', () => {
    const encoded = Buffer.from(JSON.stringify({ v: 1, ...claims }) + ' '.repeat(800)).toString('base64url');
    const token = `${encoded}.${sign(keys.privateKey, `botect:page:pk_site:${encoded}`)}`;
    expect(readPageToken(keys, token, expected)).toBeNull();
  });

  test.each([
    ['of another site', signPageToken(others, claims)],
    ['with changed claims', `${signPageToken(keys, claims).replace(/^../, 'ew')}x`],
    ['without signature', signPageToken(keys, claims).split('.')[0] ?? ''],
    ['that is empty', ''],
    ['of dots', '...'],
    ['with a cookie’s signature', `sess_1.${sign(keys.privateKey, 'botect:session:pk_site:sess_1')}`],
  ])('%s is refused', (_, token) => {
    expect(readPageToken(keys, token, expected)).toBeNull();
  });
});

describe('a public address', () => {
  test.each([
    ['8.8.8.8', '8.8.8.8'],
    [' 8.8.8.8 ', '8.8.8.8'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
    ['2001:4860:0000:0:0:0:0:8888', '2001:4860::8888'],
    ['2606:4700:0:1:0:0:0:1', '2606:4700:0:1::1'],
    ['2A00:1450:4001:81B::200E', '2a00:1450:4001:81b::200e'],
  ])('%s is written %s', (given, written) => {
    expect(publicAddress(given)).toBe(written);
  });

  test.each([
    ...['10.1.2.3', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0'],
    ...['192.0.2.1', '198.51.100.1', '203.0.113.9', '198.19.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '3fff::1'],
    ...['::ffff:10.0.0.1', '64:ff9b::808:808', '2002:808:808::1', '2001::1', '5f00::1', '100::1'],
    ...[
      '',
      'localhost',
      '8.8.8',
      '8.8.8.8:80',
      '[2001:4860::8888]',
      '08.8.8.8',
      '1'.repeat(10_000),
      '8.8.8.8\0',
    ],
  ])('%j is none', (given) => {
    expect(publicAddress(given)).toBeNull();
  });
});

describe('the visitor’s address', () => {
  const request = (headers: Record<string, string>, remoteAddress: string | null = '9.9.9.9') =>
    ({ header: (name: string) => headers[name] ?? null, remoteAddress }) as VisitRequest;
  const forwarded = { 'x-forwarded-for': '10.0.0.1, 1.1.1.1, 8.8.8.8' };
  const source = (text: string, from: string, inferred = false) => ({
    observed_ip: text,
    observed_ip_source: from,
    observed_ip_inferred: inferred,
  });

  test.each<[ClientAddressChoice, Record<string, string>, object | null]>([
    ['request', forwarded, source('9.9.9.9', 'request')],
    ['auto', {}, source('9.9.9.9', 'request')],
    ['auto', forwarded, source('1.1.1.1', 'header', true)],
    ['auto', { ...forwarded, 'cf-connecting-ip': '2.2.2.2' }, source('2.2.2.2', 'header', true)],
    ['auto', { 'x-real-ip': 'nonsense' }, source('9.9.9.9', 'request')],
    ['cloudflare', { 'cf-connecting-ip': '2.2.2.2' }, source('2.2.2.2', 'header')],
    ['cloudflare', forwarded, null],
    ['header:X-Forwarded-For', forwarded, source('8.8.8.8', 'header')],
    ['header:X-Missing', forwarded, null],
    [() => '3.3.3.3', {}, source('3.3.3.3', 'resolver')],
    [() => undefined, {}, null],
    [() => '10.0.0.1', {}, null],
  ])('chosen as %s from %j is %j', (choice, headers, address) => {
    expect(observedAddress(request(headers), choice)).toEqual(address);
  });
});

describe('the shape of a request', () => {
  test('is its known header names, in order, each once', () => {
    const names = ['Host', 'X-Secret', 'User-Agent', 'ACCEPT', 'accept', 'Authorization', 'Cookie'];
    expect(tellableHeaderNames(names)).toEqual(['host', 'user-agent', 'accept', 'cookie']);
  });

  test.each([
    ['de-AT, de;q=0.9, en;q=0.8', ['de-at', 'de', 'en']],
    ['es-419,fil-PH,*;q=0.1', ['es-419', 'fil-ph']],
    ['zh-Hant-TW, x, <script>, e1', []],
    ['en,en,EN', ['en']],
    [
      Array.from({ length: 99 }, (_, at) => `en-${100 + at}`).join(),
      Array.from({ length: 10 }, (_, at) => `en-${100 + at}`),
    ],
    ['', []],
    [null, []],
  ])('has of the languages %j the plain ones', (header, tags) => {
    expect(languageTags(header)).toEqual(tags);
  });

  test('has a method the wire knows', () => {
    expect(['GET', 'HEAD', 'PROPFIND', 'get'].map(tellableMethod)).toEqual(['GET', 'HEAD', 'OTHER', 'OTHER']);
  });
});

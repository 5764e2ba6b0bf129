import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ok } from './replies.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo, raw, statusOf } from './test-wire.ts';

let server: HttpListener;
beforeAll(async () => {
  const handle = () => ok({});
  server = await listeningTo([
    { method: 'GET', path: '/', handle },
    { method: 'POST', path: '/', handle },
  ]);
});
afterAll(() => server.close());

const manyHeaders = Array.from({ length: 10_000 }, (_, index) => `x-${index}: 1\r\n`).join('');

test.each([
  [400, 'bytes that are not HTTP', 'nonsense\r\n\r\n'],
  [400, 'another protocol', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
  [400, 'a header with a newline in its value', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\nc\r\n\r\n'],
  [
    400,
    'two content lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  ],
  [
    400,
    'a length beside chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ],
  [400, 'a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  [400, 'a broken chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  [400, 'no host', 'GET / HTTP/1.1\r\n\r\n'],
  [431, 'ten thousand headers', `GET / HTTP/1.1\r\nHost: x\r\n${manyHeaders}\r\n`],
])('%d answers %s', async (status, _what, bytes) => {
  expect(statusOf(await raw(server.port, bytes))).toBe(status);
});

test('a malformed request is refused in the documented shape', async () => {
  const answer = await raw(server.port, 'nonsense\r\n\r\n');
  const { error, message, code } = JSON.parse(answer.slice(answer.indexOf('{')));
  expect([typeof error, typeof message, code]).toEqual(['string', 'string', 'INVALID_PAYLOAD']);
});

test('an unknown expectation is ignored', async () => {
  const bytes = 'GET / HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n';
  expect(statusOf(await raw(server.port, bytes))).toBe(200);
});

test('a client that asks before sending its body is told to continue', async () => {
  const head =
    'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n';
  expect(await raw(server.port, `${head}{}`)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
});

test('any bytes at all are survived', async () => {
  const survived = fc.asyncProperty(fc.string({ unit: 'binary' }), async (bytes) => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {});
    socket.resume().end(`${bytes}\r\n\r\n`);
    await new Promise((resolve) => socket.once('close', resolve));
  });
  await fc.assert(survived, { numRuns: 100 });
  expect((await ask(server.port)).status).toBe(200);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accepted } from './replies.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo } from './test-wire.ts';

let server: HttpListener;
beforeAll(async () => {
  const handle = () => accepted({});
  server = await listeningTo([
    { method: 'POST', path: '/json', handle },
    { method: 'POST', path: '/beacon', accepts: ['application/json', 'text/plain'], handle },
    { method: 'GET', path: '/read', handle },
  ]);
});
afterAll(() => server.close());

const cases: [number, string, Record<string, string>][] = [
  [202, '/json', {}],
  [202, '/json', { 'content-type': 'application/json' }],
  [202, '/json', { 'content-type': 'Application/JSON; charset=utf-8' }],
  [202, '/json', { 'content-type': 'application/json;charset=utf-8', 'content-encoding': 'Identity' }],
  [415, '/json', { 'content-type': 'text/plain' }],
  [415, '/json', { 'content-type': 'application/json-seq' }],
  [415, '/json', { 'content-type': '' }],
  [415, '/json', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  [202, '/beacon', { 'content-type': 'text/plain;charset=UTF-8' }],
  [415, '/beacon', { 'content-type': 'application/x-www-form-urlencoded' }],
];

test.each(cases)('%d answers a body to %s described as %o', async (status, path, headers) => {
  expect(await ask(server.port, { method: 'POST', path, headers, body: '{}' })).toMatchObject({ status });
});

test('a request without body is never refused for its media type', async () => {
  const headers = { 'content-type': 'text/html', 'content-length': '0' };
  expect(await ask(server.port, { method: 'POST', path: '/json', headers })).toMatchObject({ status: 202 });
});

test('a read is answered whatever body it brings', async () => {
  const headers = { 'content-type': 'text/html', 'content-length': '7' };
  expect(await ask(server.port, { path: '/read', headers, body: 'ignored' })).toMatchObject({ status: 202 });
});

import { Problem } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accepted } from './replies.ts';
import type { Route } from './route.ts';
import type { HttpListener } from './server.ts';
import { type Ask, ask, listeningTo } from './test-wire.ts';

const open = (path: string, handle: Route['handle']): Route => ({
  method: 'POST',
  path,
  cors: 'any-origin',
  handle,
});
const routes: Route[] = [
  { ...open('/open', () => accepted({})), bodyBytesMax: 4 },
  open('/invalid', () => Promise.reject(new Problem('INVALID_PAYLOAD', 'No.'))),
  open('/broken', () => Promise.reject(new Error('private'))),
  { method: 'POST', path: '/private', handle: () => accepted({}) },
];
let server: HttpListener;
let full: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes);
  full = await listeningTo(routes, { inFlightMax: 0 });
});
afterAll(() => Promise.all([server.close(), full.close()]));

const answers: [number, Ask][] = [
  [202, { path: '/open', method: 'POST' }],
  [405, { path: '/open', method: 'GET' }],
  [413, { path: '/open', method: 'POST', body: '12345' }],
  [415, { path: '/open', method: 'POST', body: '1', headers: { 'content-type': 'text/html' } }],
  [422, { path: '/invalid', method: 'POST' }],
  [500, { path: '/broken', method: 'POST' }],
];

describe('a route open to any origin', () => {
  test.each(answers)('lets scripts read its %d to %o', async (status, request) => {
    const told = await ask(server.port, request);
    expect([told.status, told.headers['access-control-allow-origin']]).toEqual([status, '*']);
  });

  test('lets scripts read its 503', async () => {
    const told = await ask(full.port, { path: '/open', method: 'POST' });
    expect([told.status, told.headers['access-control-allow-origin']]).toEqual([503, '*']);
  });

  test('answers the preflight so that scripts of any site may send events', async () => {
    const { status, headers, text } = await ask(server.port, { path: '/open', method: 'OPTIONS' });
    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Content-Type, X-Botect-Site-Key, Idempotency-Key',
      'access-control-max-age': '86400',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

test('any other route tells scripts nothing', async () => {
  const told = await ask(server.port, { path: '/private', method: 'POST' });
  const refused = await ask(server.port, { path: '/private', method: 'OPTIONS' });
  expect(told.headers).not.toHaveProperty('access-control-allow-origin');
  expect(refused.status).toBe(405);
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
});

import { Problem } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import { requestOf } from './request-of.ts';
import type { Request, Route } from './route.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo } from './test-wire.ts';

const setting = (request: Request) => {
  request.setHeader('X-RateLimit-Limit', '3');
  request.setHeader('x-ratelimit-limit', '2');
  request.setHeader('Set-Cookie', 'a=1');
  request.setHeader('Set-Cookie', 'b=2');
};
const routes: Route[] = [
  { method: 'GET', path: '/set', handle: (request) => ok({ set: setting(request) ?? true }) },
  {
    method: 'GET',
    path: '/refused',
    handle: (request) => {
      setting(request);
      throw new Problem('RATE_LIMITED', 'Slower.', { retryAfterSeconds: 7 });
    },
  },
  { method: 'GET', path: '/asked', handle: ({ id }) => ok({ id }) },
  { method: 'GET', path: '/silent', handle: () => ok({}) },
  { method: 'GET', path: '/split', handle: (request) => ok({ a: request.setHeader('a', 'b\r\nc: d') ?? 1 }) },
];
let server: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes);
});
afterAll(() => server.close());

describe('a header set by a handler', () => {
  test.each([
    ['/set', 200],
    ['/refused', 429],
  ])('is on the answer of %s, %d', async (path, status) => {
    const told = await ask(server.port, { path });
    expect(told.status).toBe(status);
    expect(told.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'set-cookie': ['a=1', 'b=2'] });
  });

  test('never smuggles in another', async () => {
    const told = await ask(server.port, { path: '/split' });
    expect([told.status, told.headers['c']]).toEqual([500, undefined]);
  });

  test('can be read back by a test of the handler', () => {
    const request = requestOf();
    setting(request);
    expect([request.headerSet('X-RateLimit-Limit'), request.headerSet('Set-Cookie')]).toEqual([
      ['2'],
      ['a=1', 'b=2'],
    ]);
  });
});

describe('the id of a request', () => {
  test('is on the answer once it was asked for, the same each time', async () => {
    const { text, headers } = await ask(server.port, { path: '/asked' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(text).toBe(JSON.stringify({ id: headers['x-request-id'] }));
  });

  test('is not made for who does not ask', async () => {
    expect((await ask(server.port, { path: '/silent' })).headers).not.toHaveProperty('x-request-id');
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ok } from './replies.ts';
import type { Request } from './route.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo, raw, statusOf } from './test-wire.ts';

const handle = (request: Request) =>
  ok({ token: request.param('token'), path: request.path, p: request.query('p') });
let server: HttpListener;
beforeAll(async () => {
  server = await listeningTo([
    { method: 'GET', path: '/v1/sessions/:token/verdict', handle },
    { method: 'GET', path: '/user', handle },
  ]);
});
afterAll(() => server.close());

const get = (target: string) =>
  raw(server.port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
const told = (answer: string) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

describe('a path parameter', () => {
  test.each([
    ['plain', 'plain'],
    ['a%2Fb', 'a/b'],
    ['%E2%82%AC', '€'],
    ['%', '%'],
    ['%zz', '%zz'],
    ['%FF', '%FF'],
    ['a%20b%', 'a b%'],
    ['__proto__', '__proto__'],
    ['%00', '\0'],
  ])('sent as %s reaches its handler', async (sent, token) => {
    expect(told(await get(`/v1/sessions/${sent}/verdict`))).toMatchObject({ token });
  });

  test('holding a bare slash is another path', async () => {
    expect(statusOf(await get('/v1/sessions/a/b/verdict'))).toBe(404);
  });
});

describe('a request target', () => {
  test('in absolute form reaches its route', async () => {
    expect(told(await get('http://elsewhere/user?p=1'))).toMatchObject({ path: '/user', p: '1' });
  });

  test.each(['http://[::bad', '//user', '*', '/%2e%2e/user', '/user/', '/'])(
    'as odd as %s is answered 404',
    async (target) => {
      expect(statusOf(await get(target))).toBe(404);
    },
  );

  test('of any printable text is answered below 500', async () => {
    const target = fc.string({
      unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)),
    });
    const answered = fc.asyncProperty(target, async (text) => statusOf(await get(`/${text}`)) < 500);
    await fc.assert(answered, { numRuns: 200 });
  });
});

test('a query is decoded, and what does not decode does no harm', async () => {
  const values = ['%2Fcheckout', 'a%20b+c', '%', '%FF'].map(async (value) => {
    const { text } = await ask(server.port, { path: `/user?p=${value}&p=second` });
    return JSON.parse(text).p;
  });
  expect(await Promise.all(values)).toEqual(['/checkout', 'a b c', '%', '\uFFFD']);
});

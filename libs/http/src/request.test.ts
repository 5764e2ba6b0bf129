import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import { requestOf } from './request-of.ts';
import type { Request } from './route.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo, raw } from './test-wire.ts';

let last: Request;
let server: HttpListener;
beforeAll(async () => {
  const handle = (request: Request) => {
    last = request;
    return ok({ address: request.clientAddress() });
  };
  server = await listeningTo([{ method: 'POST', path: '/a/:id', handle }]);
});
afterAll(() => server.close());

const asked = async (...headers: string[]): Promise<Request> => {
  await raw(
    server.port,
    ['POST /a/b?c=d HTTP/1.1', 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n'),
  );
  return last;
};

describe('a request', () => {
  test('tells what is absent', async () => {
    const request = await asked();
    expect([request.param('x'), request.query('x'), request.header('x'), request.bearer()]).toEqual([
      '',
      null,
      null,
      null,
    ]);
    expect([request.body.length, request.span]).toEqual([0, null]);
  });

  test('joins a repeated header as Node does', async () => {
    const request = await asked('X-Botect-Site-Key: one', 'x-botect-site-key: two');
    expect(request.header('x-botect-site-key')).toBe('one, two');
  });

  test('lists header names once, in the order received', async () => {
    const request = await asked('B: 1', 'a: 1', 'b: 2');
    expect(request.headerNames()).toEqual(['host', 'connection', 'b', 'a']);
  });

  test.each(['constructor', '__proto__', 'toString'])(
    'has no header called %s by inheritance',
    async (name) => {
      expect((await asked()).header(name)).toBe(null);
    },
  );

  test.each([
    ['Bearer sk_1', 'sk_1'],
    ['bearer sk_1', 'sk_1'],
    ['Bearer  two words ', 'two words'],
    ['Bearer ', null],
    ['Basic sk_1', null],
    ['Bearersk_1', null],
  ])('with Authorization: %s bears %s', async (authorization, token) => {
    expect((await asked(`Authorization: ${authorization}`)).bearer()).toBe(token);
  });

  test('knows its address', async () => {
    const { text } = await ask(server.port, { method: 'POST', path: '/a/b' });
    expect(JSON.parse(text)).toEqual({ address: '127.0.0.1' });
  });
});

describe('a cookie', () => {
  test.each([
    ['a=1; b=2', 'b', '2'],
    ['a=%20x', 'a', ' x'],
    ['a=%', 'a', '%'],
    ['a="q"', 'a', '"q"'],
    ['a=1; a=2', 'a', '1'],
    ['a=', 'a', ''],
    ['a=1', 'A', null],
    ['a', 'a', null],
    ['a=1', 'constructor', null],
    ['__proto__=1', '__proto__', '1'],
  ])('of the header %s called %s is %j', async (header, name, value) => {
    expect((await asked(`Cookie: ${header}`)).cookie(name)).toBe(value);
  });

  test('is absent without the header', async () => {
    expect((await asked()).cookie('a')).toBe(null);
  });
});

test('a request made by hand answers like one from the wire', async () => {
  const wire = await asked('Cookie: a=1', 'Content-Length: 0');
  const hand = requestOf({
    method: 'POST',
    path: '/a/b',
    params: { id: 'b' },
    query: { c: 'd' },
    headers: { host: 'x', connection: 'close', cookie: 'a=1', 'content-length': '0' },
  });
  const facts = (request: Request) => [
    [request.method, request.path, request.param('id'), request.query('c'), request.header('host')],
    [request.bearer(), request.headerNames(), request.body, request.span],
    [request.cookie('a'), request.scheme(), request.host()],
  ];
  expect(facts(hand)).toEqual(facts(wire));
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { file, ok, text } from './replies.ts';
import type { Reply, Route } from './route.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo } from './test-wire.ts';

const policy = "default-src 'self'";
const bytes = Buffer.from([0, 255, 128, 10]);
const open = (path: string, reply: Reply): Route => ({ method: 'GET', path, handle: () => reply });
const routes: Route[] = [
  { ...open('/page', text('<p>é</p>', 'text/html', { cacheSeconds: 60 })), contentSecurityPolicy: policy },
  open('/strict', text('<p></p>', 'text/html; charset=latin1')),
  open('/words', text('plain')),
  open('/style', text('a{}', 'text/css')),
  open('/spec', text('a: 1', 'application/yaml')),
  open('/bytes', file(bytes, 'application/octet-stream', { cacheSeconds: 0 })),
  open('/json', ok({})),
  { ...open('/kept', text('x')), surface: 'envelope' },
];
let server: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes);
});
afterAll(() => server.close());

const headersOf = async (path: string) => (await ask(server.port, { path })).headers;

describe('a reply', () => {
  test.each([
    ['/page', 'text/html; charset=utf-8'],
    ['/strict', 'text/html; charset=latin1'],
    ['/words', 'text/plain; charset=utf-8'],
    ['/style', 'text/css; charset=utf-8'],
    ['/spec', 'application/yaml'],
    ['/bytes', 'application/octet-stream'],
    ['/json', 'application/json'],
  ])('of %s is %s', async (path, type) => {
    expect((await headersOf(path))['content-type']).toBe(type);
  });

  test.each([
    ['/page', 'public, max-age=60'],
    ['/bytes', 'public, max-age=0'],
    ['/words', 'no-store'],
    ['/json', 'no-store'],
  ])('of %s may be kept: %s', async (path, control) => {
    expect((await headersOf(path))['cache-control']).toBe(control);
  });

  test.each([
    ['/page', policy],
    ['/strict', "default-src 'none'; frame-ancestors 'none'"],
    ['/style', undefined],
    ['/json', undefined],
  ])('of %s has the policy %s', async (path, expected) => {
    expect((await headersOf(path))['content-security-policy']).toBe(expected);
  });

  test.each(['/page', '/words', '/style', '/bytes'])(
    'of %s is not guessed to be another type',
    async (path) => {
      expect((await headersOf(path))['x-content-type-options']).toBe('nosniff');
    },
  );

  test('counts bytes, not letters', async () => {
    const told = await ask(server.port, { path: '/page' });
    expect([told.text, told.headers['content-length']]).toEqual(['<p>é</p>', '9']);
  });

  test('of bytes comes as they are', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/bytes`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test('that is no JSON is not wrapped by its surface', async () => {
    expect(await ask(server.port, { path: '/kept' })).toMatchObject({ status: 200, text: 'x' });
  });
});

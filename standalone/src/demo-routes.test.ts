import { demoOperations } from '@botect/contracts';
import { type HttpListener, httpServer } from '@botect/http';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { configSchema, servesDemo } from './config.ts';
import { demoRoutes } from './demo-routes.ts';

const siteKey = 'pk_0123456789abcdefghijklmnopqrstuv';
const asked: string[] = [];
const session = async (token: string) => {
  asked.push(token);
  return { score: 42 } as never;
};
const routes = demoRoutes({ siteKey, session });
let listener: HttpListener;
beforeAll(async () => {
  listener = await httpServer({ routes, log, telemetry }).listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => listener.close());
const get = (path: string) => fetch(`http://127.0.0.1:${listener.port}${path}`);

test('every route of the demo has a documented operation, and every operation a route', () => {
  const told = Object.values(demoOperations).map(({ method, path }) => `${method} ${path}`);
  const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(served).toEqual(told);
});

describe('the page', () => {
  test('loads the product’s script with the demo’s site key', async () => {
    expect(await (await get('/demo')).text()).toMatch(
      new RegExp(`<script async src="/v1/sdk.js" data-botect-sdk data-site-key="${siteKey}"></script>`),
    );
  });

  test('allows itself nothing inline and nothing from elsewhere', async () => {
    const policy = (await get('/demo')).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  test('brings every file it names', async () => {
    const text = await (await get('/demo')).text();
    const named = [...new Set(text.match(/(?<=")\/demo\/[\w.-]+/g))];
    const answers = await Promise.all(named.map(async (path) => [(await get(path)).status, path]));
    expect(answers).toEqual(named.map((path) => [200, path]));
    expect(named.length).toBeGreaterThanOrEqual(4);
  });

  test.each([
    ['demo.css', 'text/css; charset=utf-8'],
    ['demo.js', 'text/javascript; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('has %s as %s', async (name, mediaType) => {
    const answer = await get(`/demo/${name}`);
    expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      mediaType,
      'nosniff',
    ]);
  });

  test.each(['index.html', 'none.js', '..%2Fpackage.json', '%2e%2e%2fsrc%2fmain.ts', 'constructor'])(
    'has no file %s',
    async (name) => {
      expect((await get(`/demo/${name}`)).status).toBe(404);
    },
  );
});

test('a session is shown to whoever names its token, and kept by nobody', async () => {
  const answer = await get('/demo/session/bt_abc');
  expect([await answer.json(), answer.headers.get('cache-control')]).toEqual([{ score: 42 }, 'no-store']);
  expect([asked, answer.headers.get('access-control-allow-origin')]).toEqual([['bt_abc'], null]);
});

test.each([
  [{}, true],
  [{ DATABASE_URL: 'postgres://localhost/botect' }, false],
  [{ DATABASE_URL: 'postgres://localhost/botect', DEMO: 'on' }, true],
  [{ DEMO: 'off' }, false],
])('with %j the demo is served: %s', (settings, served) => {
  expect(servesDemo(configSchema.parse(settings))).toBe(served);
});

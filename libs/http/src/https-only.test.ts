import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo } from './test-wire.ts';

let server: HttpListener;
beforeAll(async () => {
  const handle = () => ok({});
  const routes = [{ method: 'GET', path: '/', handle } as const];
  server = await listeningTo(routes, { requireHttps: true, trustedProxies: ['loopback'] });
});
afterAll(() => server.close());

const over = (scheme: string, path = '/') =>
  ask(server.port, { path, headers: { 'x-forwarded-proto': scheme } });

test('what came over HTTPS is served', async () => {
  expect((await over('https')).status).toBe(200);
});

test.each(['http', ''])('what came over "%s" is refused', async (scheme) => {
  expect(await over(scheme)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});

test('the refusal comes before all else, in the surface of the path', async () => {
  const { status, text } = await over('http', '/v2/nowhere');
  expect([status, JSON.parse(text).error.code]).toEqual([403, 'FORBIDDEN']);
});

test('whoever is not trusted cannot say it came over HTTPS', async () => {
  const routes = [{ method: 'GET', path: '/', handle: () => ok({}) } as const];
  const alone = await listeningTo(routes, { requireHttps: true });
  const { status } = await ask(alone.port, { headers: { 'x-forwarded-proto': 'https' } });
  await alone.close();
  expect(status).toBe(403);
});

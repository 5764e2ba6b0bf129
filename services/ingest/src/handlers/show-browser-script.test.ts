import { gzipSync } from 'node:zlib';
import { type HttpListener, httpServer } from '@botect/http';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { showBrowserScript, showPinnedScript } from './show-browser-script.ts';

const bytes = Buffer.from('(()=>{})();');
const read = () => ({ version: '0.1.0', tag: 'abc', bytes, gzipped: gzipSync(bytes) });
const route = { method: 'GET', cors: 'any-origin' } as const;
let listener: HttpListener;
beforeAll(async () => {
  const routes = [
    { ...route, path: '/v1/sdk.js', handle: showBrowserScript(read) },
    { ...route, path: '/v1/sdk-:version.js', handle: showPinnedScript(read) },
  ];
  listener = await httpServer({ routes, log, telemetry }).listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => listener.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${listener.port}${path}`, {
    method,
    headers: { 'accept-encoding': 'identity', ...headers },
  });

describe('GET /v1/sdk.js', () => {
  test('is the script, for pages of every origin, kept for ten minutes', async () => {
    const answer = await ask('/v1/sdk.js');
    expect(await answer.text()).toBe(String(bytes));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=600',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      etag: '"abc"',
    });
  });

  test.each(['gzip', 'br, gzip;q=0.8', 'deflate , GZIP', '*', '*;q=0, gzip;q=0.001'])(
    'comes compressed to who accepts %s',
    async (accepted) => {
      const answer = await ask('/v1/sdk.js', { 'accept-encoding': accepted });
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('content-length')).toBe(String(gzipSync(bytes).length));
      expect(await answer.text()).toBe(String(bytes));
    },
  );

  test.each(['', 'br', 'gzip;q=0', 'gzip;q=0.0, br', 'xgzip', 'gzip;q=0, *', '*;q=0'])(
    'comes as it is to who accepts "%s"',
    async (accepted) => {
      expect(
        (await ask('/v1/sdk.js', { 'accept-encoding': accepted })).headers.get('content-encoding'),
      ).toBeNull();
    },
  );

  test.each(['"abc"', 'W/"abc"', '"other", "abc"', '*'])('is not sent again to who has %s', async (tag) => {
    const answer = await ask('/v1/sdk.js', { 'if-none-match': tag });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(answer.headers.get('etag')).toBe('"abc"');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=600');
  });

  test('is sent to who has another, or the same in another encoding', async () => {
    expect((await ask('/v1/sdk.js', { 'if-none-match': '"old"' })).status).toBe(200);
    expect((await ask('/v1/sdk.js', { 'if-none-match': '"abc"', 'accept-encoding': 'gzip' })).status).toBe(
      200,
    );
  });

  test('to HEAD has the headers of GET and no body', async () => {
    const answer = await ask('/v1/sdk.js', {}, 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '11',
      '',
    ]);
  });
});

describe('GET /v1/sdk-VERSION.js', () => {
  test('never changes', async () => {
    const answer = await ask('/v1/sdk-0.1.0.js');
    expect(await answer.text()).toBe(String(bytes));
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('of another version is not here, and the refusal is not kept', async () => {
    const answer = await ask('/v1/sdk-0.0.9.js');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });
});

import { Problem, type ProblemCode, problemCatalogue } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accepted, created, noContent, ok } from './replies.ts';
import type { Route } from './route.ts';
import type { HttpListener } from './server.ts';
import { type Ask, ask, listeningTo } from './test-wire.ts';

const failing = (code: ProblemCode): Route => ({
  method: 'GET',
  path: `/${code}`,
  handle: () => Promise.reject(new Problem(code, 'As asked.')),
});

const codes = Object.keys(problemCatalogue) as ProblemCode[];
const routes: Route[] = [
  { method: 'GET', path: '/ok', handle: () => ok({ fine: true }) },
  { method: 'POST', path: '/created', handle: async () => created('{"id":1}') },
  { method: 'POST', path: '/accepted', bodyBytesMax: 10, handle: () => accepted({}) },
  { method: 'DELETE', path: '/gone', handle: () => noContent },
  { method: 'GET', path: '/broken', handle: () => JSON.parse('{') },
  ...codes.map(failing),
];
let server: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes);
});
afterAll(() => server.close());

const withoutProblem: [number, Ask][] = [
  [200, { path: '/ok' }],
  [200, { path: '/ok', method: 'HEAD' }],
  [201, { path: '/created', method: 'POST', body: '{}' }],
  [202, { path: '/accepted', method: 'POST' }],
  [202, { path: '/accepted?a=1', method: 'POST', body: '{}' }],
  [204, { path: '/gone', method: 'DELETE' }],
  [405, { path: '/created', method: 'HEAD' }],
];

const refusals: [number, ProblemCode, Ask][] = [
  [404, 'NOT_FOUND', { path: '/nowhere' }],
  [404, 'NOT_FOUND', { path: '/OK' }],
  [404, 'NOT_FOUND', { path: '/ok/' }],
  [405, 'METHOD_NOT_ALLOWED', { path: '/ok', method: 'POST' }],
  [405, 'METHOD_NOT_ALLOWED', { path: '/ok', method: 'OPTIONS' }],
  [413, 'PAYLOAD_TOO_LARGE', { path: '/accepted', method: 'POST', body: '01234567890' }],
  [500, 'INTERNAL_ERROR', { path: '/broken' }],
];

const statuses: Record<ProblemCode, number> = {
  UNAUTHENTICATED: 401,
  NO_ACTIVE_SUBSCRIPTION: 402,
  FORBIDDEN: 403,
  OWNER_PROTECTED: 403,
  OWN_USER: 403,
  NOT_FOUND: 404,
  NO_SUGGESTIONS: 404,
  UNKNOWN_SESSION: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  SCORING_NOT_ENABLED: 409,
  LAST_ACTIVE_PROJECT: 409,
  DUPLICATE_NAME: 409,
  USER_EXISTS: 409,
  LAST_USER: 409,
  LIMIT_REACHED: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_PAYLOAD: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

describe('the status of an answer', () => {
  test.each(withoutProblem)('%d answers %o', async (status, request) => {
    expect(await ask(server.port, request)).toMatchObject({ status, code: null });
  });

  test.each(refusals)('%d %s answers %o', async (status, code, request) => {
    expect(await ask(server.port, request)).toMatchObject({ status, code });
  });

  test.each(codes)('a handler failing with %s gets its documented status', async (code) => {
    expect(await ask(server.port, { path: `/${code}` })).toMatchObject({ status: statuses[code], code });
  });
});

describe('an answer', () => {
  test('is JSON of a known length that nobody stores', async () => {
    const { headers, text } = await ask(server.port, { path: '/ok' });
    expect(text).toBe('{"fine":true}');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '13',
      'cache-control': 'no-store',
    });
  });

  test('names no server software', async () => {
    const { headers } = await ask(server.port, { path: '/ok' });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  });

  test('to HEAD has the headers of GET and no body', async () => {
    const { headers, text } = await ask(server.port, { path: '/ok', method: 'HEAD' });
    expect([headers['content-length'], text]).toEqual(['13', '']);
  });

  test('of 405 lists the methods the path has', async () => {
    const { headers } = await ask(server.port, { path: '/ok', method: 'PUT' });
    expect(headers['allow']).toBe('GET, HEAD');
  });

  test('of 401 says which scheme to use', async () => {
    const { headers } = await ask(server.port, { path: '/UNAUTHENTICATED' });
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  test('of a problem with faults has the documented shape', async () => {
    const fault = { path: 'events[0].type', message: 'unknown' };
    const problem = new Problem('INVALID_PAYLOAD', 'Bad batch.', { faults: [fault], retryAfterSeconds: 3 });
    const failing = await listeningTo([{ method: 'GET', path: '/', handle: () => Promise.reject(problem) }]);
    const { text, headers } = await ask(failing.port);
    await failing.close();
    expect(JSON.parse(text)).toEqual({
      error: 'Invalid payload',
      message: 'Bad batch.',
      code: 'INVALID_PAYLOAD',
      details: { errors: [fault] },
      retry_after: 3,
    });
    expect(headers['retry-after']).toBe('3');
  });
});

import { Problem, type ProblemCode, problemCatalogue, type SurfaceName } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { created, noContent, ok } from './replies.ts';
import type { Route } from './route.ts';
import type { HttpListener } from './server.ts';
import { type Ask, ask, listeningTo } from './test-wire.ts';

const fault = { path: 'name', message: 'is missing' };
const failing = (code: ProblemCode) => () => {
  throw new Problem(code, 'As asked.', code === 'INVALID_PAYLOAD' ? { faults: [fault] } : {});
};

const codes = Object.keys(problemCatalogue) as ProblemCode[];
const surfaced = (surface: SurfaceName): Route[] => [
  {
    method: 'GET',
    path: `/${surface}/list`,
    surface,
    handle: () => ok([1, 2], { total: 9, message: 'Two.' }),
  },
  { method: 'POST', path: `/${surface}/list`, surface, bodyBytesMax: 4, handle: () => created({ id: 1 }) },
  { method: 'DELETE', path: `/${surface}/list`, surface, handle: () => noContent },
  { method: 'GET', path: `/${surface}/crash`, surface, handle: () => JSON.parse('{') },
  ...codes.map(
    (code): Route => ({ method: 'GET', path: `/${surface}/${code}`, surface, handle: failing(code) }),
  ),
];
const routes = (['bare', 'envelope', 'portal'] as const).flatMap(surfaced);
const newId = () => 'id-1';
let server: HttpListener;
let full: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes, { newId, bodyTimeoutMs: 50 });
  full = await listeningTo(routes, { newId, inFlightMax: 0 });
});
afterAll(() => Promise.all([server.close(), full.close()]));

const told = async (request: Ask, { port } = server) => {
  const { status, headers, text } = await ask(port, request);
  return { status, headers, body: text === '' ? null : JSON.parse(text) };
};

describe('the envelope', () => {
  const about = { request_id: 'id-1', method: 'GET', path: '/envelope/list' };

  test('wraps what a handler answers, with the words and the total it brings', async () => {
    const { headers, body } = await told({ path: '/envelope/list?limit=2' });
    const wrapped = { ok: true, ...about, code: 200, total: 9, message: 'Two.', data: [1, 2] };
    expect([headers['x-request-id'], JSON.stringify(body)]).toEqual(['id-1', JSON.stringify(wrapped)]);
  });

  test('has words of its own where a handler brings none', async () => {
    const { body } = await told({ path: '/envelope/list', method: 'POST' });
    expect(body).toMatchObject({ ok: true, code: 201, message: 'Created.', data: { id: 1 } });
  });

  test('of nothing is nothing, under an id', async () => {
    const { status, headers, body } = await told({ path: '/envelope/list', method: 'DELETE' });
    expect([status, headers['x-request-id'], body]).toEqual([204, 'id-1', null]);
  });

  test('tells an error by its code and faults', async () => {
    const { status, body } = await told({ path: '/envelope/INVALID_PAYLOAD' });
    const error = { message: 'As asked.', code: 'VALIDATION_ERROR', details: { errors: [fault] } };
    const path = '/envelope/INVALID_PAYLOAD';
    expect([status, body]).toEqual([422, { ok: false, ...about, path, code: 422, error }]);
  });

  test('shares the id of a crash with the log', async () => {
    const { headers, body } = await told({ path: '/envelope/crash' });
    expect([headers['x-request-id'], body.request_id, body.error.code]).toEqual([
      'id-1',
      'id-1',
      'INTERNAL_ERROR',
    ]);
  });
});

describe('the portal', () => {
  test('answers what a handler answers', async () => {
    expect((await told({ path: '/portal/list' })).body).toEqual([1, 2]);
  });

  test('tells an error by status and key', async () => {
    const { body } = await told({ path: '/portal/INVALID_PAYLOAD' });
    const error = { code: 400, message: 'As asked.', key: 'API.INVALID_BODY', data: { errors: [fault] } };
    expect(body).toEqual({ error });
  });

  test.each([
    ['NO_ACTIVE_SUBSCRIPTION', 403],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['USER_EXISTS', 400],
    ['UNSUPPORTED_MEDIA_TYPE', 400],
    ['RATE_LIMITED', 429],
  ] as const)('knows %s as %d', async (code, status) => {
    const { status: sent, body } = await told({ path: `/portal/${code}` });
    expect([sent, body.error.code]).toEqual([status, status]);
  });
});

const shapes: Record<SurfaceName, object> = {
  bare: { error: expect.any(String), message: expect.any(String), code: expect.any(String) },
  envelope: {
    ok: false,
    request_id: 'id-1',
    error: { code: expect.any(String), message: expect.any(String) },
  },
  portal: { error: { code: expect.any(Number), key: expect.any(String), message: expect.any(String) } },
};
const post = { method: 'POST', body: '12345' };
const refusals: [string, Ask][] = [
  ['another method', { method: 'PUT' }],
  ['a body too large', post],
  ['a body of another type', { ...post, headers: { 'content-type': 'text/xml' } }],
  ['a body that does not come', { method: 'POST', headers: { 'content-length': '4' } }],
];

describe.each(Object.entries(shapes))('a route of the %s surface', (surface, shape) => {
  const path = `/${surface}/list`;

  test.each(refusals)('refuses %s in its shape', async (_what, request) => {
    const { status, body } = await told({ ...request, path });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toMatchObject(shape);
  });

  test('refuses in its shape when there is too much to do', async () => {
    const { status, headers, body } = await told({ path }, full);
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body).toMatchObject(shape);
  });

  test.each(codes)('tells %s in its shape', async (code) => {
    expect((await told({ path: `/${surface}/${code}` })).body).toMatchObject(shape);
  });
});

test.each([
  ['/v2/nowhere', 'envelope'],
  ['/v1/nowhere', 'bare'],
  ['/', 'bare'],
] as const)('%s, which nobody serves, is not found in the %s surface', async (path, surface) => {
  const { status, body } = await told({ path });
  expect(status).toBe(404);
  expect(body).toMatchObject(shapes[surface]);
});

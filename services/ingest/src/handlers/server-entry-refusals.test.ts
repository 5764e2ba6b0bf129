import { dataPlaneOperations } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IngestServer, ingestServer } from './ingest-server.fixture.ts';

let server: IngestServer;
beforeAll(async () => {
  server = await ingestServer();
}, 180_000);
afterEach(() => void Object.assign(server.faults, { broker: false, cache: false, database: false }));
afterAll(() => server.close());

const { acceptPageHit, acceptServerEvents } = dataPlaneOperations;
const token = `sess_${'5'.repeat(48)}`;
const hit = (over: object = {}) => ({ ...acceptPageHit.example.body, ...over });
const events = (over: object = {}) => ({ ...acceptServerEvents.example.body, ...over });

const entries: [string, () => unknown][] = [
  ['/v1/server/page-hits', hit],
  ['/v1/server/events', events],
  [`/v1/sessions/${token}/logged-in`, () => undefined],
];
describe.each(entries)('%s', (path, body) => {
  test.each<[string, () => Promise<Record<string, string>>, number, string]>([
    ['no key', async () => ({ authorization: '' }), 401, 'UNAUTHENTICATED'],
    [
      'a site key',
      async () => ({ authorization: `Bearer ${server.project.siteKey}` }),
      401,
      'UNAUTHENTICATED',
    ],
    ['a project without scoring', () => keyOf({ scoringEnabled: false }), 401, 'UNAUTHENTICATED'],
    ['a suspended account', () => keyOf({ suspended: true }), 402, 'NO_ACTIVE_SUBSCRIPTION'],
  ])('%s is refused, and nothing is kept', async (_what, headersOf, status, code) => {
    const [before, headers] = [server.published.length, await headersOf()];
    const answer = await server.post(path, { headers, body: body() });
    expect([answer.status, answer.body.code, server.published.length]).toEqual([status, code, before]);
  });

  test('the private key is taken from its own header too, and no page may ask across origins', async () => {
    await server.visible(token);
    const headers = { authorization: '', 'x-botect-private-key': server.project.privateKey };
    const answer = await server.post(path, { headers, body: body() });
    expect([answer.status < 300, answer.headers.get('access-control-allow-origin')]).toEqual([true, null]);
  });

  test('the broker away means 503 and nothing kept', async () => {
    await server.visible(token);
    server.faults.broker = true;
    const before = server.published.length;
    const answer = await server.post(path, { body: body() });
    expect([answer.status, answer.body.code, server.published.length]).toEqual([
      503,
      'SERVICE_UNAVAILABLE',
      before,
    ]);
  });
});

async function keyOf(options: Parameters<typeof seedProject>[1]) {
  return { authorization: `Bearer ${(await seedProject(server.database, options)).privateKey}` };
}

describe.each([
  ['/v1/server/page-hits', hit],
  ['/v1/server/events', events],
] as const)('%s', (path, body) => {
  test.each<[string, () => unknown, Record<string, string>, number]>([
    ['truncated JSON', () => '{"page_id":', {}, 422],
    ['no body', () => undefined, {}, 422],
    ['another version', () => body({ schema_version: 2 }), {}, 422],
    ['a __proto__ key', () => '{"__proto__":{}}', {}, 422],
    ['10,000 nested arrays', () => '['.repeat(10_000) + ']'.repeat(10_000), {}, 422],
    ['a megabyte', () => `"${'x'.repeat(1_000_000)}"`, {}, 413],
    ['a form', () => 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s is refused in the documented shape, and nothing is kept', async (_what, sent, headers, status) => {
    const before = server.published.length;
    const answer = await server.post(path, { body: sent(), headers });
    expect([answer.status, server.published.length]).toEqual([status, before]);
    expect(answer.body).toMatchObject({ error: expect.any(String), code: expect.any(String) });
  });
});

import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { batch, event } from './batches.fixture.ts';
import { type IngestServer, ingestServer } from './ingest-server.fixture.ts';

let server: IngestServer;
beforeAll(async () => {
  server = await ingestServer();
}, 180_000);
afterAll(() => server.close());

const post = (body: unknown, headers: Record<string, string> = {}, from = server.project) =>
  server.post('/v1/events', {
    body,
    headers: { authorization: '', 'x-botect-site-key': from.siteKey, ...headers },
  });

describe('POST /v1/events', () => {
  test.each<[string, () => Promise<{ status: number; body: { code: string } }>, number, string]>([
    ['no key', () => post(batch(), { 'x-botect-site-key': '' }), 401, 'UNAUTHENTICATED'],
    ['an unknown key', () => post(batch(), { 'x-botect-site-key': 'pk_unknown' }), 401, 'UNAUTHENTICATED'],
    [
      'a private key',
      () => post(batch(), { 'x-botect-site-key': server.project.privateKey }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'two keys at once',
      () => post(batch(), { 'x-botect-site-key': `${server.project.siteKey}, ${server.project.siteKey}` }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a project without scoring',
      async () => post(batch(), {}, await seedProject(server.database, { scoringEnabled: false })),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a project switched off',
      async () => post(batch(), {}, await seedProject(server.database, { projectActive: false })),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a suspended account',
      async () => post(batch(), {}, await seedProject(server.database, { suspended: true })),
      402,
      'NO_ACTIVE_SUBSCRIPTION',
    ],
    ['truncated JSON', () => post('{"session_token": null, "events": ['), 422, 'INVALID_PAYLOAD'],
    ['10,000 nested arrays', () => post('['.repeat(10_000) + ']'.repeat(10_000)), 422, 'INVALID_PAYLOAD'],
    ['NaN in the JSON', () => post('{"events": [NaN]}'), 422, 'INVALID_PAYLOAD'],
    ['a __proto__ key', () => post('{"events": [], "__proto__": {}}'), 422, 'INVALID_PAYLOAD'],
    ['no events', () => post(batch({ events: [] })), 422, 'INVALID_PAYLOAD'],
    [
      '101 events',
      () => post(batch({ events: Array.from({ length: 101 }, () => event()) })),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'an overlong idempotency key',
      () => post(batch(), { 'idempotency-key': 'k'.repeat(256) }),
      422,
      'INVALID_PAYLOAD',
    ],
    ['a megabyte', () => post(`{"a":"${'x'.repeat(1_000_000)}"}`), 413, 'PAYLOAD_TOO_LARGE'],
    [
      'a form',
      () => post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s is refused in the documented shape and nothing is kept', async (_what, call, status, code) => {
    const before = server.published.length;
    const answer = await call();
    expect([answer.status, answer.body.code, server.published.length]).toEqual([status, code, before]);
    expect(answer.body).toMatchObject({ error: expect.any(String), message: expect.any(String) });
  });

  test('one invalid event refuses the whole batch and is pointed at', async () => {
    const answer = await post(
      batch({ events: [event(), event({ payload: { email: 'a@b.c', click_events: -1 } })] }),
    );
    const paths = answer.body.details.errors.map(({ path }: { path: string }) => path);
    expect([answer.status, paths.every((path: string) => path.startsWith('events[1]'))]).toEqual([422, true]);
  });
});

import { randomUUID } from 'node:crypto';
import { connectCache } from '@botect/cache';
import { type Permission, permissions } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildLogin } from '../../adapters/login-builder.fixture.ts';
import { kindOfKey } from '../../core/key-form.ts';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }));
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const refused = (code: string) => ({ error: expect.any(String), message: expect.any(String), code });
const create = ({ call }: Story, body: object = {}, token?: string) =>
  call('POST', '/v1/tokens', { body: { label: 'ci', ...body }, ...(token && { token }) });
const lifetimeSeconds = ({ created_at, expires_at }: Record<string, unknown>) =>
  (Date.parse(String(expires_at)) - Date.parse(String(created_at))) / 1000;

describe('a new token', () => {
  test('is told once, checks itself, and speaks for the person who asked', async () => {
    const story = await server.story();
    const { status, body } = await create(story, { label: ' deployment ' });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const { token, ...rest } = body;
    expect([status, kindOfKey(String(token))]).toEqual([201, 'account']);
    const ends = { expires_at: null, last_used_at: null };
    const fixed = {
      label: 'deployment',
      permissions: null,
      last_four: String(token).slice(-4),
      user_id: story.userId,
    };
    expect(rest).toEqual({ id: expect.any(String), ...fixed, created_at: time, updated_at: time, ...ends });
    expect(await story.call('GET', `/v1/tokens/${body['id']}`)).toMatchObject({ status: 200, body: rest });
    const user = await story.call('GET', '/user', { token: String(token) });
    expect(user.body).toMatchObject({ id: story.userId });
  });

  test('has the set and the life asked for, and can do no more', async () => {
    const story = await server.story();
    const wanted = { permissions: ['getSites', 'getRules', 'getSites'], expires_in_seconds: 3_600 };
    const { body } = await create(story, wanted);
    expect([body['permissions'], lifetimeSeconds(body)]).toEqual([['getSites', 'getRules'], 3_600]);
    const token = String(body['token']);
    const [allowed, not] = [story.call('GET', '/v1/projects', { token }), create(story, {}, token)];
    expect([(await allowed).status, (await not).status]).toEqual([200, 403]);
  });

  const most = permissions.filter((name) => name !== 'verify');
  test.each<[held: Permission[] | null, wanted: Permission[] | null, status: number, missing: string]>([
    [null, null, 201, ''],
    [null, ['verify'], 201, ''],
    [[...permissions], null, 201, ''],
    [['createApiKey', 'getRules'], ['getRules'], 201, ''],
    [['createApiKey', 'getRules'], ['createApiKey'], 201, ''],
    [['createApiKey', 'getRules'], ['getRules', 'createRule', 'verify'], 403, 'lacks createRule, verify.'],
    [most, null, 403, 'lacks verify.'],
    [['getApiKeys'], ['getApiKeys'], 403, 'lacks the permission createApiKey.'],
  ])('of a caller with %j who wants %j: %i', async (held, wanted, status, missing) => {
    const story = await server.story({ permissions: held });
    const answer = await create(story, { permissions: wanted });
    expect(answer.status).toBe(status);
    if (status === 403)
      expect(answer.body).toEqual({ ...refused('FORBIDDEN'), message: expect.stringContaining(missing) });
  });

  test('outlives no key that makes it, of whatever kind it is', async () => {
    const story = await server.story();
    const token = String((await create(story, { expires_in_seconds: 3_600 })).body['token']);
    const paths = ['/api/v1/api-keys', '/v2/projects/{project}/integrations/api-keys'];
    const endless = paths.map((path) => story.call('POST', path, { token, body: { label: 'ci' } }));
    const lives = [null, 3_601, 3_000].map((life) => create(story, { expires_in_seconds: life }, token));
    const statuses = (await Promise.all([...endless, ...lives])).map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 403, 403, 201]);
  });

  test('is not made by a viewer, nor by a key that speaks for no person', async () => {
    const viewer = await server.story({ role: 'viewer' });
    const story = await server.story();
    const { body: workspace } = await story.call('POST', '/api/v1/api-keys', { body: { label: 'w' } });
    const { body: ofProject } = await story.call('POST', '/v2/projects/{project}/integrations/api-keys', {
      body: { label: 'p' },
    });
    const data = ofProject['data'] as { key: string };
    const asked = [create(viewer), create(story, {}, String(workspace['key'])), create(story, {}, data.key)];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test('is noted with the person when a person made it, with nobody when a key did', async () => {
    const story = await server.story();
    const cookie = await buildLogin(database, story);
    const headers = { cookie: `botect_login=${cookie}` };
    const byPerson = await story.call('POST', '/v1/tokens', { token: null, headers, body: { label: 'p' } });
    const byKey = await create(story);
    const ids = [byPerson, byKey].map(({ body }) => String(body['id']));
    const rows = await database.prisma.key.findMany({
      where: { id: { in: ids } },
      orderBy: { label: 'desc' },
    });
    expect(rows.map(({ createdBy, userId }) => [createdBy, userId])).toEqual([
      [story.userId, story.userId],
      [null, story.userId],
    ]);
  });
});

describe('the list of tokens', () => {
  test('is the account’s: the expired ones stay, the revoked ones and other kinds do not; the text is in none', async () => {
    const story = await server.story();
    const made = [await create(story, { label: 'a' }), await create(story, { label: 'b' })];
    await create(await server.story());
    await story.call('POST', '/api/v1/api-keys', { body: { label: 'w' } });
    const [a, b] = made.map(({ body }) => String(body['id']));
    await database.query(`update accounts.keys set expires_at = now() - interval '1 second' where id = $1`, [
      a,
    ]);
    await story.call('DELETE', `/v1/tokens/${b}`);
    const { status, body, text } = await story.call('GET', '/v1/tokens');
    expect([status, body]).toMatchObject([200, [{ label: 'test' }, { id: a, label: 'a' }]]);
    for (const { body: one } of made) expect(text).not.toContain(String(one['token']).slice(4, 16));
  });
});

describe('changing a token', () => {
  test('renames it and nothing else', async () => {
    const story = await server.story();
    const { body: made } = await create(story, { permissions: ['verify'], expires_in_seconds: 60 });
    const { token: _, ...before } = made;
    const { status, body } = await story.call('PATCH', `/v1/tokens/${made['id']}`, { body: { label: 'cd' } });
    expect([status, body]).toEqual([200, { ...before, label: 'cd', updated_at: expect.any(String) }]);
  });

  test('replaces its set, which holds on the next request, by nothing the caller does not hold', async () => {
    const story = await server.story();
    const { body: made } = await create(story);
    const [path, token] = [`/v1/tokens/${made['id']}`, String(made['token'])];
    const narrow = { body: { permissions: ['updateApiKey', 'getSites'] } };
    expect(await story.call('PATCH', path, narrow)).toMatchObject({ status: 200, body: narrow.body });
    expect((await story.call('GET', '/v1/tokens', { token })).status).toBe(403);
    const widen = await story.call('PATCH', path, { token, body: { permissions: ['getSites', 'verify'] } });
    expect([widen.status, widen.body['message']]).toEqual([403, expect.stringContaining('lacks verify.')]);
  });

  test('ends its life sooner, never later', async () => {
    const story = await server.story();
    const { body: made } = await create(story);
    const end = (expires_in_seconds: number) =>
      story.call('PATCH', `/v1/tokens/${made['id']}`, { body: { expires_in_seconds } });
    const statuses = [(await end(60)).status, (await end(30)).status];
    const later = await end(3_600);
    const errors = [{ path: 'expires_in_seconds', message: expect.any(String) }];
    expect([...statuses, later.status]).toEqual([200, 200, 422]);
    expect(later.body).toEqual({ ...refused('INVALID_PAYLOAD'), details: { errors } });
  });
});

describe('revoking a token', () => {
  test('kills it by the next request, for good; a token may end itself', async () => {
    const story = await server.story();
    const { body: made } = await create(story);
    const token = String(made['token']);
    const itself = await story.call('DELETE', `/v1/tokens/${made['id']}`, { token });
    expect([itself.status, itself.text]).toEqual([204, '']);
    const next = await story.call('GET', '/user', { token });
    const again = await story.call('DELETE', `/v1/tokens/${made['id']}`);
    expect([next.status, again.status]).toEqual([401, 404]);
  });
});

test.each(['GET', 'PATCH', 'DELETE'])(
  '%s tells a foreign token from a missing one by no byte: 404',
  async (method) => {
    const [story, other] = [await server.story(), await server.story()];
    const { body: foreign } = await create(other);
    const { body: workspace } = await story.call('POST', '/api/v1/api-keys', { body: { label: 'w' } });
    const ids = [foreign['id'], workspace['id'], randomUUID(), '1', 'x', '%00', `${randomUUID()}0`];
    const body = method === 'PATCH' ? { label: 'mine' } : undefined;
    const answers = await Promise.all(ids.map((id) => story.call(method, `/v1/tokens/${id}`, { body })));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 404));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  },
);

describe('a body that says too little, too much or nonsense is refused: 422', () => {
  const label = 'ci';
  test.each<[object | string, string]>([
    [{}, 'label'],
    [{ label: '' }, 'label'],
    [{ label: ' \t ' }, 'label'],
    [{ label: 'x'.repeat(101) }, 'label'],
    [{ label: 'bell \u0007' }, 'label'],
    [{ label: 7 }, 'label'],
    [{ label, permissions: [] }, 'permissions'],
    [{ label, permissions: ['everything'] }, 'permissions[0]'],
    [{ label, permissions: 'getRules' }, 'permissions'],
    [{ label, expires_in_seconds: 0 }, 'expires_in_seconds'],
    [{ label, expires_in_seconds: 1.5 }, 'expires_in_seconds'],
    [{ label, expires_in_seconds: 315_360_001 }, 'expires_in_seconds'],
    [{ label, user_id: 1 }, ''],
    ['[]', ''],
  ])('POST %j', async (body, path) => {
    const { call } = await server.story();
    const errors = expect.arrayContaining([{ path, message: expect.any(String) }]);
    expect(await call('POST', '/v1/tokens', { body })).toMatchObject({
      status: 422,
      body: { ...refused('INVALID_PAYLOAD'), details: { errors } },
    });
  });

  test.each([
    { permissions: null },
    { permissions: [] },
    { expires_in_seconds: null },
    { label: '' },
    { id: 1 },
  ])('PATCH %j', async (body) => {
    const story = await server.story();
    const { body: made } = await create(story);
    expect(await story.call('PATCH', `/v1/tokens/${made['id']}`, { body })).toMatchObject({ status: 422 });
  });
});

test('of a label 100 characters are kept', async () => {
  expect(await create(await server.story(), { label: 'x'.repeat(100) })).toMatchObject({ status: 201 });
});

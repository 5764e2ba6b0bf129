import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, type Call, serveAccounts } from './handlers/accounts-server.fixture.ts';

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

type Endpoint = readonly [method: string, path: string];
const enabling: Endpoint = ['POST', '/v1/projects/{project}/scoring'];
const rotating: Endpoint = ['POST', '/v1/projects/{project}/scoring/rotate'];
const readingSettings: Endpoint = ['GET', '/v1/projects/{project}/scoring/settings'];
const changingSettings: Endpoint = ['PUT', '/v1/projects/{project}/scoring/settings'];
const creating: Endpoint = ['POST', '/v1/projects'];
const ofProject = [enabling, rotating, readingSettings, changingSettings];
const ofAccount: Endpoint[] = [['GET', '/v1/account'], ['GET', '/v1/projects'], creating, ...ofProject];
const every: Endpoint[] = [['GET', '/user'], ...ofAccount];

const past = new Date(Date.UTC(2020, 0));
const defaults = {
  allow_verified: true,
  protect_static: true,
  block_definite: false,
  challenge_likely: false,
};
const refused = (code: string) => ({ error: expect.any(String), message: expect.any(String), code });

describe('who is admitted', () => {
  test.each(every)('%s %s needs a live token: 401', async (...endpoint) => {
    const { call, token } = await server.story();
    const revoked = await server.story({ tokenRevokedAt: past });
    const expired = await server.story({ tokenExpiresAt: past });
    const basic = { authorization: `Basic ${token}` };
    const answers = await Promise.all([
      call(...endpoint, { token: null }),
      call(...endpoint, { token: `${token}x` }),
      call(...endpoint, { token: null, headers: basic }),
      revoked.call(...endpoint),
      expired.call(...endpoint),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    for (const { body } of answers) expect(body).toEqual(refused('UNAUTHENTICATED'));
  });

  test.each(ofAccount)('%s %s needs an account the user still belongs to: 403', async (...endpoint) => {
    const { call } = await server.story({ memberLeft: true });
    expect(await call(...endpoint)).toMatchObject({ status: 403, body: refused('FORBIDDEN') });
  });

  test('GET /user needs no account', async () => {
    const { call, userId } = await server.story({ memberLeft: true });
    expect(await call('GET', '/user')).toMatchObject({ status: 200, body: { id: userId } });
  });

  test.each(ofProject)(
    '%s %s tells a foreign project from a missing one by no byte: 403',
    async (method, path) => {
      const { call } = await server.story();
      const { projectId: foreign } = await server.story();
      const ids = [foreign, 999_999, 0, -1, '01', '1.5', 'abc', '%00', '%', 2_147_483_648, '9'.repeat(30)];
      const answers = await Promise.all(ids.map((id) => call(method, path.replace('{project}', `${id}`))));
      const told = answers.map(({ status, text, headers }) => ({
        status,
        text,
        // The time, and how many calls the caller has left, say nothing about the project.
        headers: Object.entries(headers).filter(([name]) => !/^(date|(x-)?ratelimit\b.*)$/.test(name)),
      }));
      expect(answers[0]).toMatchObject({ status: 403, body: refused('FORBIDDEN') });
      expect(told).toEqual(ids.map(() => told[0]));
    },
  );

  test.each([
    [...rotating, 402],
    [...changingSettings, 402],
    [...readingSettings, 200],
    [...enabling, 200],
    [...creating, 201],
    ['GET', '/v1/projects', 200],
    ['GET', '/v1/account', 200],
    ['GET', '/user', 200],
  ] as const)('%s %s of a suspended account: %i', async (method, path, status) => {
    const { call } = await server.story({ suspendedAt: past });
    const body = { POST: { type: 'site' }, PUT: {}, GET: undefined }[method];
    const answer = await call(method, path, {
      body: path === '/v1/projects' && body ? { name: 'Shop' } : body,
    });
    expect(answer.status).toBe(status);
    if (status === 402) expect(answer.body).toEqual(refused('NO_ACTIVE_SUBSCRIPTION'));
  });
});

describe('a malformed body is refused with its faults: 422', () => {
  const name = 'Shop';
  test.each<[...Endpoint, body: unknown, path: string]>([
    [...creating, {}, 'name'],
    [...creating, undefined, 'name'],
    [...creating, { name: '  ' }, 'name'],
    [...creating, { name: 'x'.repeat(121) }, 'name'],
    [...creating, { name: 'nul \u0000' }, 'name'],
    [...creating, { name: 'half \ud800' }, 'name'],
    [...creating, { name: 7 }, 'name'],
    [...creating, { name, domains: ['https://shop.example/cart'] }, 'domains[0]'],
    [...creating, { name, domains: 'shop.example' }, 'domains'],
    [...creating, { name, domains: Array(101).fill('a.example') }, 'domains'],
    [...creating, { name, id: 1 }, ''],
    [...rotating, {}, 'type'],
    [...rotating, undefined, 'type'],
    [...rotating, { type: 'both' }, 'type'],
    [...rotating, { type: 'private', grace: 60 }, ''],
    [...changingSettings, { block_definite: 'true' }, 'block_definite'],
    [...changingSettings, { block_definite: null }, 'block_definite'],
    [...changingSettings, { likely_bot_threshold: 0 }, 'likely_bot_threshold'],
    [...changingSettings, { likely_bot_threshold: 100 }, 'likely_bot_threshold'],
    [...changingSettings, { likely_bot_threshold: 30.5 }, 'likely_bot_threshold'],
    [...changingSettings, { bot_settings: { block_definite: true } }, ''],
    [...changingSettings, [], ''],
    [...changingSettings, 'null', ''],
  ])('%s %s %j', async (method, at, body, path) => {
    const { call, enable } = await server.story();
    await enable();
    const answer = await call(method, at, { body });
    const errors = expect.arrayContaining([{ path, message: expect.any(String) }]);
    expect(answer).toMatchObject({
      status: 422,
      body: { ...refused('INVALID_PAYLOAD'), details: { errors } },
    });
  });

  test.each([creating, rotating, changingSettings])('%s %s of what is not JSON', async (...endpoint) => {
    const { call } = await server.story();
    const answers = await Promise.all(['{"name":', 'NaN'].map((body) => call(...endpoint, { body })));
    expect(answers).toMatchObject(Array(2).fill({ status: 422, body: refused('INVALID_PAYLOAD') }));
  });
});

describe('what is answered', () => {
  const outcomes: [title: string, endpoint: Endpoint, call: Call, status: number, body: object][] = [
    [
      'a project is created, its domains in their normal form and listed once',
      creating,
      {
        body: {
          name: ' Shop ',
          domains: ['https://www.Shop.Example/', 'shop.example', '*.shop.example', 'localhost'],
        },
      },
      201,
      { name: 'Shop', domains: ['shop.example', '*.shop.example', 'localhost'], is_active: true },
    ],
    [
      'a project needs no domain',
      creating,
      { body: { name: 'Café ☕' } },
      201,
      { name: 'Café ☕', domains: [] },
    ],
    [
      'settings can be read before scoring is enabled',
      readingSettings,
      {},
      200,
      { bot_settings: defaults, likely_bot_threshold: 30 },
    ],
    [
      'settings can be changed before scoring is enabled: flat in, nested out',
      changingSettings,
      { body: { block_definite: true, likely_bot_threshold: 99 } },
      200,
      { bot_settings: { ...defaults, block_definite: true }, likely_bot_threshold: 99 },
    ],
    [
      'an empty change of settings answers what they are',
      changingSettings,
      {},
      200,
      { bot_settings: defaults, likely_bot_threshold: 30 },
    ],
    [
      'without scoring there is nothing to rotate',
      rotating,
      { body: { type: 'private' } },
      409,
      refused('SCORING_NOT_ENABLED'),
    ],
    [
      'enabling ignores a body and its type',
      enabling,
      { body: 'site=1&', headers: { 'content-type': 'text/csv' } },
      200,
      { likely_bot_threshold: 30 },
    ],
    [
      'other routes take JSON alone',
      rotating,
      { body: 'type=site', headers: { 'content-type': 'text/plain' } },
      415,
      refused('UNSUPPORTED_MEDIA_TYPE'),
    ],
    [
      'scoring is not deleted: a project is switched off as a whole',
      ['DELETE', '/v1/projects/{project}/scoring'],
      {},
      405,
      refused('METHOD_NOT_ALLOWED'),
    ],
    ['/user is not below /v1', ['GET', '/v1/user'], {}, 404, refused('NOT_FOUND')],
  ];
  test.each(outcomes)('%s', async (_, endpoint, call, status, body) => {
    const story = await server.story();
    expect(await story.call(...endpoint, call)).toMatchObject({ status, body });
  });

  test('a project has exactly the fields documented, and is listed as it was answered', async () => {
    const { call, projectId } = await server.story();
    const { body: made } = await call(...creating, { body: { name: 'Second' } });
    expect(Object.keys(made)).toEqual(['id', 'name', 'domains', 'is_active', 'created_at', 'updated_at']);
    const { status, body } = await call('GET', '/v1/projects');
    expect([status, body]).toEqual([200, [expect.objectContaining({ id: projectId }), made]]);
  });

  test('the account and the user are the token’s', async () => {
    const { call, accountId, userId } = await server.story();
    const account = {
      id: accountId,
      name: 'Acme Inc',
      slug: expect.any(String),
      is_personal: false,
      role: 'owner',
    };
    expect((await call('GET', '/v1/account')).body).toEqual(account);
    const times = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const user = { id: userId, name: 'Ada', email: expect.any(String), created_at: times };
    expect((await call('GET', '/user')).body).toEqual(user);
  });
});

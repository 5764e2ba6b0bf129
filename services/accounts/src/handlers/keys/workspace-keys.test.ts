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

const path = '/api/v1/api-keys';
const body = { label: 'CI automation' };
const make = async ({ call }: Story) => {
  const { body: made } = await call('POST', path, { body });
  return { id: String(made['id']), key: String(made['key']) };
};

test('the documented call: a browser’s session makes a key, told once, that works at once', async () => {
  const story = await server.story();
  const headers = { cookie: `botscope_session=${await buildLogin(database, story)}` };
  const made = await story.call('POST', path, { token: null, headers, body });
  const key = String(made.body['key']);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect([made.status, kindOfKey(key)]).toEqual([201, 'workspace']);
  const told = { id: expect.any(String), label: 'CI automation', last_four: key.slice(-4), created_at: time };
  expect(made.body).toEqual({ ...told, key });
  const listed = await story.call('GET', path, { token: key });
  expect(listed.body).toEqual([{ ...told, last_used_at: time }]);
  expect((await story.call('GET', '/v1/projects', { token: key })).body).toMatchObject([
    { id: story.projectId },
  ]);
});

describe('a workspace key is made', () => {
  const most = permissions.filter((name) => name !== 'deleteUser');
  test.each<[who: string, status: number, held: Permission[] | null]>([
    ['a token of a person who may do everything', 201, null],
    ['a token that may do everything but one thing', 403, most],
  ])('by %s: %i', async (_, status, held) => {
    const { call } = await server.story({ permissions: held });
    const answer = await call('POST', path, { body });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body['message']).toContain('lacks deleteUser.');
  });

  test('by no other workspace key, nor the key of a project: 403', async () => {
    const story = await server.story();
    const { body: ofProject } = await story.call('POST', '/v2/projects/{project}/integrations/api-keys', {
      body,
    });
    const { key: projectKey } = ofProject['data'] as { key: string };
    for (const token of [(await make(story)).key, projectKey])
      expect(await story.call('POST', path, { token, body })).toMatchObject({
        status: 403,
        body: { code: 'FORBIDDEN' },
      });
  });

  test.each([{}, { label: '' }, { label: 'x'.repeat(101) }, { label: 'ci', permissions: [] }])(
    'not from %j: 422',
    async (wrong) => {
      const { call } = await server.story();
      expect(await call('POST', path, { body: wrong })).toMatchObject({ status: 422 });
    },
  );
});

test('a key outlives the membership of whoever made it', async () => {
  const story = await server.story();
  const { key: token } = await make(story);
  await database.prisma.membership.deleteMany({ where: { accountId: story.accountId } });
  expect(await story.call('GET', '/v1/account', { token })).toMatchObject({ status: 200 });
});

test('a revoked key is dead on the next request, gone from the list, and revoked no second time', async () => {
  const story = await server.story();
  const { id, key: token } = await make(story);
  const revoked = await story.call('DELETE', `${path}/${id}`);
  expect([revoked.status, revoked.text]).toEqual([204, '']);
  const next = await story.call('GET', path, { token });
  const [listed, again] = [await story.call('GET', path), await story.call('DELETE', `${path}/${id}`)];
  expect([next.status, listed.body, again.status]).toEqual([401, [], 404]);
});

test('a foreign key and a token are no workspace key of this account: 404', async () => {
  const story = await server.story();
  const foreign = await make(await server.story());
  const { body: token } = await story.call('POST', '/v1/tokens', { body });
  const ids = [foreign.id, token['id'], 'x'];
  const answers = await Promise.all(ids.map((id) => story.call('DELETE', `${path}/${id}`)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

import { randomUUID } from 'node:crypto';
import { connectCache } from '@botect/cache';
import { projectKeyPermissions } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildLogin } from '../../adapters/login-builder.fixture.ts';
import { kindOfKey } from '../../core/key-form.ts';
import {
  type AccountsServer,
  type Answer,
  type Call,
  type Story,
  serveAccounts,
} from '../accounts-server.fixture.ts';

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

const path = '/v2/projects/{project}/integrations/api-keys';
const body = { label: 'staging bot' };
type Metadata = Record<string, string | null>;
const dataOf = ({ body: { data } }: Answer) => data as { key: string; metadata: Metadata; keys: Metadata[] };
const make = async ({ call }: Story, asked: Call = {}) => {
  const { key, metadata } = dataOf(await call('POST', path, { body, ...asked }));
  return { key, metadata, one: `${path}/${metadata['id']}` };
};
const asPerson = async (story: Story) => {
  const cookie = await buildLogin(database, story);
  return { token: null, headers: { cookie: `botect_login=${cookie}` } };
};
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

test('the documented call is answered field by field as documented', async () => {
  const { call, projectId } = await server.story();
  const { status, body: told, headers } = await call('POST', path, { body: { label: 'staging bot' } });
  const { key, metadata } = told['data'] as { key: string; metadata: Metadata };
  const documented = {
    ok: true,
    request_id: uuid,
    method: 'POST',
    path: `/v2/projects/${projectId}/integrations/api-keys`,
    code: 200,
    message: 'API key created successfully',
    data: {
      key: expect.any(String),
      metadata: {
        id: uuid,
        label: 'staging bot',
        last_four: key.slice(-4),
        created_at: time,
        created_by: null,
        updated_at: metadata['created_at'],
        updated_by: null,
        revoked_at: null,
        revoked_by: null,
      },
    },
  };
  expect([status, told, headers['x-request-id']]).toEqual([200, documented, told['request_id']]);
  expect(Object.keys(told)).toEqual(Object.keys(documented));
  expect(Object.keys(metadata)).toEqual(Object.keys(documented.data.metadata));
  expect(kindOfKey(key)).toBe('project');
});

test('the list holds what creating told but the key, the revoked ones too, the oldest first', async () => {
  const story = await server.story();
  const [first, second] = [await make(story), await make(story)];
  await make(await server.story());
  const revoked = dataOf(await story.call('DELETE', first.one));
  const { status, body: told, text } = await story.call('GET', path);
  const keys = [revoked, second.metadata];
  expect([status, told]).toMatchObject([200, { message: 'API keys retrieved successfully', code: 200 }]);
  expect(told['data']).toEqual({ keys });
  for (const { key } of [first, second]) expect(text).not.toContain(key.slice(4, 16));
});

describe('revoking', () => {
  test('answers the metadata itself; a second time it changes nothing', async () => {
    const story = await server.story();
    const { one, metadata } = await make(story);
    const first = await story.call('DELETE', one);
    const again = await story.call('DELETE', one, await asPerson(story));
    expect(first.body).toMatchObject({ code: 200, message: 'API key revoked successfully' });
    expect(first.body['data']).toEqual({ ...metadata, revoked_at: time });
    expect([again.status, again.body['data']]).toEqual([200, first.body['data']]);
  });

  test('kills the key by the next request', async () => {
    const story = await server.story();
    const { one, key: token } = await make(story);
    expect((await story.call('GET', path, { token })).status).toBe(200);
    await story.call('DELETE', one, { token });
    expect(await story.call('GET', path, { token })).toMatchObject({
      status: 401,
      body: { ok: false, code: 401, error: { code: 'UNAUTHENTICATED' } },
    });
  });
});

test('what a person did bears the person’s id as text, what a key did nobody’s', async () => {
  const story = await server.story();
  const person = await asPerson(story);
  const id = String(story.userId);
  const byPerson = await make(story, person);
  const byKey = await make(story, { token: byPerson.key });
  expect([byPerson.metadata['created_by'], byKey.metadata['created_by']]).toEqual([id, null]);
  const revoked = await story.call('DELETE', byKey.one, person);
  expect(revoked.body['data']).toMatchObject({ created_by: null, revoked_by: id });
});

describe('a key is for its project', () => {
  test('and tells a foreign project from none by no byte but the path: 404', async () => {
    const [story, other] = [await server.story(), await server.story()];
    const { key: token } = await make(story);
    const ids = [other.projectId, 999_999, 'abc', '0'];
    for (const asker of [{ token }, {}]) {
      const answers = await Promise.all(
        ids.map((id) => story.call('GET', path.replace('{project}', `${id}`), asker)),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      const errors = answers.map(({ body: { error } }) => JSON.stringify(error));
      expect([...new Set(errors)]).toEqual([expect.stringContaining('NOT_FOUND')]);
    }
  });

  test('and for nothing beside it: another project of the account, the account, its people', async () => {
    const story = await server.story();
    const { key: token } = await make(story);
    const { body: second } = await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
    const statuses = [
      await story.call('GET', `/v2/projects/${second['id']}/integrations/api-keys`, { token }),
      await story.call('GET', '/v1/projects', { token }),
      await story.call('GET', '/v1/tokens', { token }),
      await story.call('DELETE', '/v1/projects/{project}', { token }),
      await story.call('GET', '/v1/projects/{project}', { token }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 403, 403, 403, 200]);
  });
});

test.each(['site', 'other project', 'other account', 'none', 'malformed'])(
  'an id of %s names no key of the project: 404',
  async (which) => {
    const story = await server.story();
    const { body: second } = await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
    await story.enable();
    const ids: Record<string, string> = {
      site: (await database.prisma.key.findFirstOrThrow({ where: { projectId: story.projectId } })).id,
      'other project': `${dataOf(await story.call('POST', path.replace('{project}', `${second['id']}`), { body })).metadata['id']}`,
      'other account': `${(await make(await server.story())).metadata['id']}`,
      none: randomUUID(),
      malformed: 'x',
    };
    const answer = await story.call('DELETE', `${path}/${ids[which]}`);
    expect(answer).toMatchObject({ status: 404, body: { ok: false, error: { code: 'NOT_FOUND' } } });
  },
);

describe('the errors of this surface', () => {
  test.each<[object | string]>([
    [{}],
    [{ label: '' }],
    [{ label: '   ' }],
    [{ label: 'x'.repeat(101) }],
    [{ label: 'bell \u0007' }],
    [{ label: 7 }],
    [{ label: 'ci', permissions: ['verify'] }],
    ['{"label":'],
  ])('%j is no body: 422 VALIDATION_ERROR', async (wrong) => {
    const { call, projectId } = await server.story();
    const about = { ok: false, method: 'POST', path: path.replace('{project}', `${projectId}`), code: 422 };
    expect(await call('POST', path, { body: wrong })).toMatchObject({
      status: 422,
      body: { ...about, request_id: uuid, error: { code: 'VALIDATION_ERROR', message: expect.any(String) } },
    });
  });

  test('who lacks one thing a key of a project may do makes none: 403, with its name', async () => {
    const held = projectKeyPermissions.filter((name) => name !== 'verify');
    const { call } = await server.story({ permissions: held });
    const { status, body: told } = await call('POST', path, { body });
    const message = expect.stringContaining('lacks verify.');
    expect([status, told['error']]).toEqual([403, { code: 'FORBIDDEN', message }]);
  });
});

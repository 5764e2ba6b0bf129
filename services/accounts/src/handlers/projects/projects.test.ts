import { type Cache, connectCache } from '@botect/cache';
import type { Permission } from '@botect/contracts';
import type { Database } from '@botect/database';
import { policyChannel } from '@botect/policy';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

let database: Database;
let cache: Cache;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  cache = await connectCache({ embedded: true });
  server = await serveAccounts(database, cache);
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const path = '/v1/projects/{project}';
const patch = ({ call }: Story, body: unknown) => call('PATCH', path, { body });
const withSecond = async () => {
  const story = await server.story();
  const { body: second } = await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
  return { ...story, second: `/v1/projects/${second['id']}` };
};
/** What the data plane is told while something happens. */
async function announcedBy(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  const channel = cache.channel(policyChannel);
  const listening = await channel.subscribe(
    (message) => heard.push(message),
    () => {},
  );
  await work();
  await listening.close();
  return heard;
}

test('a project is shown as it is listed', async () => {
  const { call } = await server.story();
  const { status, body } = await call('GET', path);
  const { body: list } = await call('GET', '/v1/projects');
  expect([status, [body]]).toEqual([200, list]);
});

describe('what is named changes and nothing else', () => {
  const before = { name: 'Shop', domains: [], is_active: true };
  test.each<[object, object]>([
    [{}, before],
    [{ name: ' Store ' }, { ...before, name: 'Store' }],
    [{ domains: [] }, before],
    [
      { domains: ['https://www.Shop.example/', 'shop.example', '*.Shop.example', 'bücher.example:443'] },
      { ...before, domains: ['shop.example', '*.shop.example', 'xn--bcher-kva.example'] },
    ],
    [{ is_active: true }, before],
  ])('%j', async (change, after) => {
    const story = await server.story();
    const { status, body } = await patch(story, change);
    expect([status, body]).toMatchObject([200, after]);
    expect((await story.call('GET', path)).body).toEqual(body);
  });
});

test.each<[unknown, string]>([
  [{ name: '' }, 'name'],
  [{ name: null }, 'name'],
  [{ domains: ['shop.example', 'shop.example/cart'] }, 'domains[1]'],
  [{ domains: ['*'] }, 'domains[0]'],
  [{ domains: ['ftp://shop.example'] }, 'domains[0]'],
  [{ domains: [7] }, 'domains[0]'],
  [{ domains: Array(101).fill('a.example') }, 'domains'],
  [{ is_active: 'no' }, 'is_active'],
  [{ id: 1 }, ''],
])('%j is no change: 422', async (body, at) => {
  const story = await withSecond();
  const errors = expect.arrayContaining([{ path: at, message: expect.any(String) }]);
  const refused = { code: 'INVALID_PAYLOAD', details: { errors } };
  expect(await patch(story, body)).toMatchObject({ status: 422, body: refused });
});

describe('switching a project off', () => {
  test.each(['DELETE', 'PATCH'])('by %s answers it, off, and it stays in the list', async (method) => {
    const { call, second } = await withSecond();
    const body = method === 'PATCH' ? { is_active: false } : undefined;
    const off = await call(method, second, { body });
    expect(off).toMatchObject({ status: 200, body: { name: 'Second', is_active: false } });
    const again = await call(method, second, { body });
    expect([again.status, again.body['is_active']]).toEqual([200, false]);
    expect((await call('GET', '/v1/projects')).body).toMatchObject([
      { is_active: true },
      { is_active: false },
    ]);
    const on = await call('PATCH', second, { body: { is_active: true } });
    expect(on.body).toMatchObject({ name: 'Second', is_active: true });
  });

  test.each(['DELETE', 'PATCH'])('by %s is refused for the last active one: 409', async (method) => {
    const story = await withSecond();
    await story.call('DELETE', story.second);
    const body = method === 'PATCH' ? { is_active: false, name: 'Gone' } : undefined;
    const refused = await story.call(method, path, { body });
    expect(refused).toMatchObject({ status: 409, body: { code: 'LAST_ACTIVE_PROJECT' } });
    expect((await story.call('GET', path)).body).toMatchObject({ name: 'Shop', is_active: true });
  });

  test('of the last two at once succeeds for one', async () => {
    const { call, second } = await withSecond();
    const answers = await Promise.all([call('DELETE', path), call('DELETE', second)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test.each<[Permission[], number, number]>([
    [['updateSite'], 403, 403],
    [['deleteSite'], 200, 403],
    [['updateSite', 'deleteSite'], 200, 200],
  ])('with %j: %i by DELETE, %i by PATCH', async (permissions, byDelete, byPatch) => {
    const { call, accountId } = await server.story({ permissions });
    const settings = { create: { sessionSeed: new Uint8Array(32) } };
    await database.prisma.project.create({ data: { accountId, name: 'Second', settings } });
    const patched = await call('PATCH', path, { body: { is_active: false } });
    expect([(await call('DELETE', path)).status, patched.status]).toEqual([byDelete, byPatch]);
  });
});

test('the data plane hears when a project goes off or on, and of no new name', async () => {
  const { call, second } = await withSecond();
  const heard = await announcedBy(async () => {
    await call('PATCH', second, { body: { name: 'Third', domains: ['a.example'], is_active: true } });
    await call('DELETE', second);
    await call('DELETE', second);
    await call('PATCH', second, { body: { is_active: true } });
  });
  const told = JSON.stringify({ project_id: Number(second.split('/').at(-1)) });
  expect(heard).toEqual([told, told]);
});

test('each change is in the audit with what was before and after', async () => {
  const story = await withSecond();
  await patch(story, { name: 'Store' });
  await story.call('DELETE', path);
  const entries = await database.prisma.auditEntry.findMany({
    where: { projectId: story.projectId },
    orderBy: { id: 'asc' },
  });
  expect(entries).toMatchObject([
    { action: 'project.changed', before: { name: 'Shop' }, after: { name: 'Store', is_active: true } },
    { action: 'project.deactivated', before: { is_active: true }, after: { is_active: false } },
  ]);
});

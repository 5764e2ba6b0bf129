import { type Cache, connectCache } from '@botect/cache';
import { Problem } from '@botect/contracts';
import type { Database } from '@botect/database';
import { hashKey, policyChannel } from '@botect/policy';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, type Answer, serveAccounts } from './handlers/accounts-server.fixture.ts';

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

const siteKey = expect.stringMatching(/^pk_[0-9A-Za-z]{32}$/);
const privateKey = expect.stringMatching(/^sk_[0-9A-Za-z]{48}$/);
const bot_settings = {
  allow_verified: true,
  protect_static: true,
  block_definite: false,
  challenge_likely: false,
};
const likely_bot_threshold = 30;

/** The live keys among these, by what the database holds. */
async function live(keys: readonly unknown[]): Promise<unknown[]> {
  const rows = await database.prisma.key.findMany({ where: { revokedAt: null } });
  const hashes = new Set(rows.map(({ keyHash }) => Buffer.from(keyHash).toString('hex')));
  return keys.filter((key) => hashes.has(hashKey(String(key)).toString('hex')));
}
const keysOf = (answers: readonly Answer[]) => answers.map(({ body }) => body['key']);

test('the quickstart: the token of the first start enables scoring on project 123, exactly as documented', async () => {
  const first = await server.bootstrap();
  expect(first).toMatchObject({ token: expect.stringMatching(/^bat_[0-9A-Za-z]{48}$/), projectId: 123 });
  const { call } = await server.story();
  const token = first?.token ?? '';
  const enabled = await call('POST', '/v1/projects/123/scoring', { token });
  expect(enabled.status).toBe(200);
  expect(enabled.body).toEqual({
    site_key: siteKey,
    private_key: privateKey,
    bot_settings,
    likely_bot_threshold,
  });
  const again = await call('POST', '/v1/projects/123/scoring', { token });
  expect([again.status, again.body]).toEqual([200, { ...enabled.body, private_key: null }]);
  expect(await server.bootstrap()).toBeNull();
});

describe('enabling', () => {
  test('of simultaneous calls one tells a private key, all tell the site key, and both are the live ones', async () => {
    const { enable } = await server.story();
    const answers = await Promise.all(Array.from({ length: 10 }, enable));
    const told = answers.map(({ body }) => body['private_key']).filter((key) => key !== null);
    const sites = [...new Set(answers.map(({ body }) => body['site_key']))];
    expect([told, sites]).toEqual([[privateKey], [siteKey]]);
    expect(await live([...told, ...sites])).toEqual([...told, ...sites]);
  });
});

describe('rotating', () => {
  test.each([
    ['site', siteKey],
    ['private', privateKey],
  ] as const)('a %s key answers the new one, and the old one is dead', async (type, form) => {
    const { enable, rotate } = await server.story();
    const { body: old } = await enable();
    const rotated = await rotate(type);
    expect([rotated.status, rotated.body]).toEqual([200, { type, key: form }]);
    expect(await live([old[`${type}_key`], rotated.body['key']])).toEqual([rotated.body['key']]);
    expect((await enable()).body['site_key']).toBe(type === 'site' ? rotated.body['key'] : old['site_key']);
  });

  test.each(['site', 'private'] as const)(
    'of simultaneous rotations of the %s key one answer holds the live one',
    async (type) => {
      const { enable, rotate } = await server.story();
      const { body: old } = await enable();
      const answers = await Promise.all(Array.from({ length: 8 }, () => rotate(type)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      expect(await live([old[`${type}_key`], ...keysOf(answers)])).toHaveLength(1);
    },
  );
});

describe('the data plane', () => {
  test.each(['rotation', 'settings'] as const)('hears of a change once it can be read: %s', async (what) => {
    const { call, enable, rotate, projectId } = await server.story();
    await enable();
    const heard: string[] = [];
    const listening = await cache.channel(policyChannel).subscribe(
      (message) => heard.push(message),
      () => {},
    );
    await (what === 'rotation'
      ? rotate('private')
      : call('PUT', '/v1/projects/{project}/scoring/settings', { body: { block_definite: true } }));
    expect(heard).toEqual([JSON.stringify({ project_id: projectId })]);
    await listening.close();
  });

  test('cannot be told while the cache is away: the change is made and answered all the same', async () => {
    const publish = () => Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'away'));
    const subscribe = () => Promise.reject(new Error('nobody listens'));
    const cacheless = await serveAccounts(database, {
      channel: () => ({ publish, subscribe }),
      rateLimit: cache.rateLimit,
    });
    const { call, enable, rotate } = await cacheless.story();
    const { body: old } = await enable();
    const { status, body } = await rotate('private');
    expect([status, await live([old['private_key'], body['key']])]).toEqual([200, [body['key']]]);
    expect(await call('PUT', '/v1/projects/{project}/scoring/settings', { body: {} })).toMatchObject({
      status: 200,
    });
    await cacheless.close();
  });
});

/** Every row of every table as text, bytes as hexadecimal digits. */
async function everythingStored(): Promise<string> {
  const { rows } = await database.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const tables = rows.map(({ name }) =>
    database.query<{ row: string }>(`select t::text as row from ${name} t`),
  );
  return (await Promise.all(tables)).flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}

test('no private key and no token is in the database in clear; site keys are, being public', async () => {
  const { call, enable, rotate, token } = await server.story();
  const { body } = await enable();
  const rotated = keysOf([await rotate('private'), await rotate('private')]);
  const make = (path: string) => call('POST', path, { body: { label: 'ci' } });
  const made = [(await make('/v1/tokens')).body['token'], ...keysOf([await make('/api/v1/api-keys')])];
  const { data } = (await make('/v2/projects/{project}/integrations/api-keys')).body;
  const stored = await everythingStored();
  const secrets = [token, body['private_key'], ...rotated, ...made, Object(data).key].map(String);
  for (const secret of secrets) {
    expect(stored).not.toContain(secret.slice(-12));
    expect(stored).not.toContain(Buffer.from(secret.slice(-12)).toString('hex'));
    expect(stored).toContain(hashKey(secret).toString('hex'));
  }
  expect(stored).toContain(body['site_key']);
});

import { type Cache, connectCache } from '@botect/cache';
import { connectDatabase, type Database } from '@botect/database';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, serveAccounts } from '../accounts-server.fixture.ts';

let database: Database;
let cache: Cache;
const servers: AccountsServer[] = [];
beforeAll(async () => {
  database = await connectDatabase({ migrate: true });
}, 60_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
});

const many = 1_000;
/** A server nobody has called yet. */
async function limited(rates: { perKey?: number; perAddress?: number; burst?: number }) {
  cache = await connectCache({ embedded: true });
  const server = await serveAccounts(database, cache, {
    rates: { perKey: many, perAddress: many, burst: many, ...rates },
  });
  servers.push(server);
  return server;
}

const list = ['GET', '/v1/projects'] as const;

describe('the calls a key has left in a minute', () => {
  test('are told with every answer, refusals included', async () => {
    const { call } = await (await limited({ perKey: 3 })).story();
    const answers = [await call(...list), await call('GET', '/v1/projects/1'), await call(...list)];
    const told = answers.map(({ status, headers }) => [status, headers['x-ratelimit-remaining']]);
    expect(told).toEqual([
      [200, '2'],
      [403, '1'],
      [200, '0'],
    ]);
    expect(answers[0]?.headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
      'ratelimit-policy': '"minute";q=3;w=60',
      ratelimit: expect.stringMatching(/^"minute";r=2;t=\d+$/),
    });
  });

  test.each([
    ['/v1/projects', 'GET', { code: 'RATE_LIMITED', retry_after: expect.any(Number) }],
    [
      '/v2/projects/{project}/integrations/api-keys',
      'GET',
      { ok: false, code: 429, error: { code: 'RATE_LIMIT_EXCEEDED', retry_after: expect.any(Number) } },
    ],
    ['/sites/get', 'POST', { error: { code: 429 } }],
  ] as const)(
    'once spent, %s answers 429 in its own shape, and when to come again',
    async (path, method, body) => {
      const { call } = await (await limited({ perKey: 1 })).story();
      await call(method, path);
      const refused = await call(method, path);
      expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
      expect(refused.body).toMatchObject(body);
    },
  );

  test('are its own: another key goes on', async () => {
    const server = await limited({ perKey: 1 });
    const [ours, theirs] = [await server.story(), await server.story()];
    await ours.call(...list);
    expect([(await ours.call(...list)).status, (await theirs.call(...list)).status]).toEqual([429, 200]);
  });
});

test('an address that tries keys is stopped before the key is looked at', async () => {
  const { call } = await (await limited({ perAddress: 3 })).story();
  const guesses = ['a', 'b', 'c', 'd'].map((guess) => `bat_${guess}`);
  const statuses: number[] = [];
  for (const token of guesses) statuses.push((await call(...list, { token })).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
});

test('a burst is cut even when the minute has calls left', async () => {
  const { call } = await (await limited({ burst: 2 })).story();
  const answers = await Promise.all(Array.from({ length: 12 }, () => call(...list)));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(1);
});

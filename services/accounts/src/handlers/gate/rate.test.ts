import { type Cache, connectCache } from '@botect/cache';
import { loginOperations } from '@botect/contracts';
import type { Database } from '@botect/database';
import { noContent, type Request, requestOf } from '@botect/http';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Ports } from '../../ports/index.ts';
import { type AccountsServer, serveAccounts } from '../accounts-server.fixture.ts';
import { trying } from '../people/trying.ts';
import { verifiableSites } from '../portal/verify-credential.ts';
import { gateOf } from './gate.ts';
import { placeOf } from './rate.ts';

let database: Database;
let cache: Cache;
const servers: AccountsServer[] = [];
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
});

const { logIn } = loginOperations;
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

test.each([
  ['192.0.2.1', '192.0.2.2', false],
  ['2001:db8::1', '2001:db8:0:0:ffff::1', true],
  ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
  ['2001:db8::1', '192.0.2.1', false],
])('calls from %s and %s are counted together: %s', (one, other, together) => {
  const [first, second] = [one, other].map((address) => placeOf(requestOf({ address })));
  expect(first === second).toBe(together);
});

test.each<[string, (ports: Ports, request: Request) => Promise<unknown>]>([
  [
    'calls of anybody',
    async (ports, request) =>
      gateOf(ports)
        .open(logIn, async () => noContent)
        .handle(request),
  ],
  [
    'calls with a key',
    async (ports, request) =>
      gateOf(ports)
        .caller(logIn, async () => noContent)
        .handle(request),
  ],
  ['wrong secrets', (ports, request) => verifiableSites(ports, request, { secret: 'sk_none', token: 'x' })],
  [
    'passwords',
    (ports, request) => trying(ports)(request, { email: 'a@b.example', password: 'x', known: null }),
  ],
])('%s are counted by place', async (_, ask) => {
  const taken: string[] = [];
  const take = async (key: string) => {
    taken.push(key.split(' ')[0] ?? '');
    return { allowed: true, limit: 1, remaining: 1, resetAtMs: 0, retryAfterSeconds: 1 };
  };
  const limit = { take, peek: take, reset: async () => {} };
  const ports = {
    limits: { address: limit },
    tries: { person: limit, address: limit },
    passwords: { matches: async () => false },
    findCaller: async () => null,
    findSecret: async () => null,
  } as unknown as Ports;
  const request = requestOf({ address: '2001:db8::1', headers: { authorization: 'Bearer x' } });
  await ask(ports, request).catch(() => {});
  expect(new Set(taken)).toEqual(new Set([placeOf(request)]));
});

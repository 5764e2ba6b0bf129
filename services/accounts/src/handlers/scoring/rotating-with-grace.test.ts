import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { hashKey, policySourcePostgres } from '@botect/policy';
import { silentLog } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

type Kind = 'site' | 'private';
const kinds: Kind[] = ['site', 'private'];

/** A project with scoring, and its first key of a kind. */
async function enabled(kind: Kind): Promise<Story & { readonly first: string }> {
  const story = await server.story();
  const { body } = await story.enable();
  return { ...story, first: String(body[`${kind}_key`]) };
}
const rotate = async ({ call }: Story, type: Kind, grace_seconds?: number) => {
  const body = { type, ...(grace_seconds !== undefined && { grace_seconds }) };
  return String((await call('POST', '/v1/projects/{project}/scoring/rotate', { body })).body['key']);
};
/** Which of these keys the data plane lets in, by what it reads. */
async function working(keys: readonly string[]): Promise<string[]> {
  const find = policySourcePostgres(database, silentLog);
  const found = await Promise.all(keys.map(async (key) => ((await find(hashKey(key))) ? key : null)));
  return found.filter((key) => key !== null);
}

describe.each(kinds)('the old %s key', (kind) => {
  test.each([undefined, 0])('is dead at once where no grace is asked for: %s', async (grace) => {
    const story = await enabled(kind);
    const second = await rotate(story, kind, grace);
    expect(await working([story.first, second])).toEqual([second]);
  });

  test('works beside the new one until the database’s clock has passed its grace', async () => {
    const story = await enabled(kind);
    const second = await rotate(story, kind, 60);
    expect(await working([story.first, second])).toEqual([story.first, second]);
    const sooner = `update accounts.keys set expires_at = expires_at - interval '60 seconds' where key_hash = $1`;
    await database.query(sooner, [hashKey(story.first)]);
    expect(await working([story.first, second])).toEqual([second]);
  });

  test('loses what is left of its grace by the next rotation', async () => {
    const story = await enabled(kind);
    const second = await rotate(story, kind, 3_600);
    const third = await rotate(story, kind, 3_600);
    expect(await working([story.first, second, third])).toEqual([second, third]);
    const fourth = await rotate(story, kind);
    expect(await working([story.first, second, third, fourth])).toEqual([fourth]);
  });

  test('and the newest alone work after any number of simultaneous rotations with grace', async () => {
    const story = await enabled(kind);
    const keys = await Promise.all(Array.from({ length: 6 }, () => rotate(story, kind, 3_600)));
    expect(await working([story.first, ...keys])).toHaveLength(2);
    const unending = { projectId: story.projectId, kind, revokedAt: null, expiresAt: null };
    expect(await database.prisma.key.count({ where: unending })).toBe(1);
  });
});

test('the site key told by enabling is the new one, also while the old one still works', async () => {
  const story = await enabled('site');
  const second = await rotate(story, 'site', 3_600);
  expect((await story.enable()).body['site_key']).toBe(second);
});

test('the list tells which keys work, until when, and who was last used', async () => {
  const story = await enabled('private');
  const second = await rotate(story, 'private', 3_600);
  await database.query('update accounts.keys set last_used_at = now() where key_hash = $1', [
    hashKey(story.first),
  ]);
  const { status, body } = await story.call('GET', '/v1/projects/{project}/scoring/keys');
  const time = expect.stringMatching(/Z$/);
  const none = { expires_at: null, revoked_at: null, last_used_at: null };
  expect([status, body]).toMatchObject([
    200,
    [
      { kind: 'private', last_four: second.slice(-4), ...none },
      { kind: 'site', ...none },
      { kind: 'private', last_four: story.first.slice(-4), ...none, expires_at: time, last_used_at: time },
    ],
  ]);
});

test.each([-1, 0.5, 604_801, '60', null])('a grace of %j is none: 422', async (grace_seconds) => {
  const story = await enabled('site');
  const body = { type: 'site', grace_seconds };
  const answer = await story.call('POST', '/v1/projects/{project}/scoring/rotate', { body });
  const errors = [{ path: 'grace_seconds', message: expect.any(String) }];
  expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_PAYLOAD', details: { errors } } });
  expect(await working([story.first])).toEqual([story.first]);
});

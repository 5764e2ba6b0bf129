import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';
import { type Browser, join, newAddress, password, refused } from './people-story.fixture.ts';

let database: Database;
let server: AccountsServer;
let story: Story;
let admin: Browser;
let viewer: Browser;
let stranger: Browser;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }));
  story = await server.story();
  [admin, viewer] = [await join(story), await join(story, 'viewer')];
  stranger = await join(await server.story());
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const owner = () => story.userId;
type Row = [
  title: string,
  ask: () => Promise<{ status: number; body: object }>,
  status: number,
  body: object,
];

describe('who may do what with people', () => {
  const body = () => ({ email: newAddress(), name: 'Grace', role: 'viewer' });
  const inviting = (change: object) => admin.ask('POST', '/v1/users', { body: { ...body(), ...change } });
  const rows: Row[] = [
    ['an admin invites', () => inviting({}), 201, { status: 'invited', role: 'viewer' }],
    ['a viewer does not', () => viewer.ask('POST', '/v1/users', { body: body() }), 403, refused('FORBIDDEN')],
    ['nobody invites an owner', () => inviting({ role: 'owner' }), 403, refused('OWNER_PROTECTED')],
    ['a role there is not', () => inviting({ role: 'root' }), 422, refused('INVALID_PAYLOAD')],
    ['an address twice', () => inviting({ email: viewer.email }), 409, refused('USER_EXISTS')],
    [
      'an address in another case',
      () => inviting({ email: viewer.email.toUpperCase() }),
      409,
      refused('USER_EXISTS'),
    ],
    ['no address', () => inviting({ email: "' or 1=1 --" }), 422, refused('INVALID_PAYLOAD')],
    [
      'the address of nobody’s mailbox',
      () => inviting({ email: 'owner@localhost' }),
      422,
      refused('INVALID_PAYLOAD'),
    ],
    [
      'a long address',
      () => inviting({ email: `${'x'.repeat(300)}@example.org` }),
      422,
      refused('INVALID_PAYLOAD'),
    ],
    ['a long name', () => inviting({ name: 'x'.repeat(121) }), 422, refused('INVALID_PAYLOAD')],
    [
      'a name with control characters',
      () => inviting({ name: 'nul \u0000' }),
      422,
      refused('INVALID_PAYLOAD'),
    ],
    [
      'text meant for the database is a name like any',
      () => inviting({ name: "Robert'); drop table users" }),
      201,
      { name: "Robert'); drop table users" },
    ],
    ['an unknown field', () => inviting({ password }), 422, refused('INVALID_PAYLOAD')],
    ['no body', () => admin.ask('POST', '/v1/users'), 422, refused('INVALID_PAYLOAD')],
    [
      'a viewer lists',
      () => viewer.ask('GET', '/v1/users'),
      200,
      expect.arrayContaining([expect.objectContaining({ role: 'owner', status: 'active' })]) as object,
    ],
    [
      'an admin changes name and role',
      () => admin.ask('PATCH', `/v1/users/${viewer.id}`, { body: { name: 'Hopper', role: 'viewer' } }),
      200,
      { name: 'Hopper', role: 'viewer' },
    ],
    [
      'the owner’s role stays',
      () => admin.ask('PATCH', `/v1/users/${owner()}`, { body: { role: 'viewer' } }),
      403,
      refused('OWNER_PROTECTED'),
    ],
    [
      'the owner’s name stays',
      () => admin.ask('PATCH', `/v1/users/${owner()}`, { body: { name: 'Mine' } }),
      403,
      refused('OWNER_PROTECTED'),
    ],
    [
      'the owner changes it',
      () => story.call('PATCH', `/v1/users/${owner()}`, { body: { name: 'Ada L' } }),
      200,
      { name: 'Ada L', role: 'owner' },
    ],
    [
      'nobody becomes owner',
      () => admin.ask('PATCH', `/v1/users/${viewer.id}`, { body: { role: 'owner' } }),
      403,
      refused('OWNER_PROTECTED'),
    ],
    [
      'a viewer changes nobody',
      () => viewer.ask('PATCH', `/v1/users/${viewer.id}`, { body: { role: 'admin' } }),
      403,
      refused('FORBIDDEN'),
    ],
    ['the owner stays', () => admin.ask('DELETE', `/v1/users/${owner()}`), 403, refused('OWNER_PROTECTED')],
    [
      'nobody removes themselves',
      () => admin.ask('DELETE', `/v1/users/${admin.id}`),
      403,
      refused('OWN_USER'),
    ],
    [
      'no admin gets the owner’s code',
      () => admin.ask('POST', `/v1/users/${owner()}/invitation`),
      403,
      refused('OWNER_PROTECTED'),
    ],
    [
      'a new code',
      () => admin.ask('POST', `/v1/users/${viewer.id}/invitation`),
      201,
      { status: 'active', invitation_code: expect.stringMatching(/^bic_\w{32}$/) },
    ],
    [
      'the account is renamed',
      () => admin.ask('PATCH', '/v1/account', { body: { name: ' Acme Ltd ' } }),
      200,
      { name: 'Acme Ltd' },
    ],
    [
      'a viewer renames nothing',
      () => viewer.ask('PATCH', '/v1/account', { body: { name: 'Mine' } }),
      403,
      refused('FORBIDDEN'),
    ],
  ];
  test.each(rows)('%s', async (_, ask, status, expected) => {
    const answer = await ask();
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: expected });
  });

  test.each(['PATCH', 'DELETE', 'POST'])(
    '%s of somebody else’s people looks like that of nobody, byte for byte',
    async (method) => {
      const ids = [stranger.id, 999_999, 0, -1, '01', 'abc', '%00', 2_147_483_648];
      const tail = method === 'POST' ? '/invitation' : '';
      const ask = (id: number | string) =>
        admin.ask(method, `/v1/users/${id}${tail}`, method === 'PATCH' ? { body: {} } : {});
      const answers = await Promise.all(ids.map(ask));
      expect(answers[0]).toMatchObject({ status: 404, body: refused('NOT_FOUND') });
      expect(answers.map(({ text }) => text)).toEqual(ids.map(() => answers[0]?.text));
    },
  );

  test('a key lets in nobody who may do more than the key', async () => {
    const { call, accountId } = await server.story({ permissions: ['createUser', 'updateUser'] });
    const { id } = stranger;
    const membership =
      "insert into accounts.memberships (account_id, user_id, role) values ($1, $2, 'viewer')";
    await database.query(membership, [accountId, id]);
    const answers = [
      await call('POST', '/v1/users', { body: body() }),
      await call('PATCH', `/v1/users/${id}`, { body: { role: 'admin' } }),
      await call('POST', `/v1/users/${id}/invitation`),
    ];
    expect(answers).toMatchObject(Array(3).fill({ status: 403, body: refused('FORBIDDEN') }));
    await database.query('delete from accounts.memberships where account_id = $1 and user_id = $2', [
      accountId,
      id,
    ]);
  });
});

describe('removing', () => {
  test('ends every login and account token of the person at once', async () => {
    const guest = await join(story);
    const { status: before } = await guest.ask('GET', '/v1/account');
    expect((await admin.ask('DELETE', `/v1/users/${guest.id}`)).status).toBe(204);
    const login = { body: { email: guest.email, password }, token: null };
    expect([before, (await guest.ask('GET', '/user')).status]).toEqual([200, 401]);
    expect((await story.call('POST', '/v1/login', login)).status).toBe(401);
  });

  test('ends tokens in the name of whoever did it at a browser, and in nobody’s by a key', async () => {
    const guests = [await join(story), await join(story)] as const;
    for (const guest of guests) await guest.ask('POST', '/v1/tokens', { body: { label: 'mine' } });
    await admin.ask('DELETE', `/v1/users/${guests[0].id}`);
    await story.call('DELETE', `/v1/users/${guests[1].id}`);
    const userId = { in: guests.map(({ id }) => id) };
    const keys = await database.prisma.key.findMany({ where: { userId }, orderBy: { userId: 'asc' } });
    expect(keys.map(({ revokedBy }) => revokedBy)).toEqual([admin.id, null]);
  });

  test('the last person stays, whoever asks', async () => {
    const alone = await server.story();
    await database.query("update accounts.memberships set role = 'admin' where account_id = $1", [
      alone.accountId,
    ]);
    await database.query(
      "update accounts.keys set kind = 'workspace', user_id = null where account_id = $1",
      [alone.accountId],
    );
    expect(await alone.call('DELETE', `/v1/users/${alone.userId}`)).toMatchObject({
      status: 409,
      body: refused('LAST_USER'),
    });
  });
});

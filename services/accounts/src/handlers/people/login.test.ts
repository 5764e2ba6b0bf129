import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Story } from '../accounts-server.fixture.ts';
import {
  browser,
  cookieOf,
  invite,
  join,
  type PeopleServer,
  password,
  refused,
  servePeople,
  withCookie,
} from './people-story.fixture.ts';

let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  story = await served.server.story();
}, 180_000);
afterAll(() => served.close());

const logIn = (body: unknown) => story.call('POST', '/v1/login', { token: null, body });

describe('logging in', () => {
  test('gives a cookie scripts cannot read, and works in any case of the address', async () => {
    const { email, id } = await join(story, 'viewer');
    const answer = await logIn({ email: email.toUpperCase(), password });
    expect(answer).toMatchObject({
      status: 200,
      body: { user: { id, email }, account: { id: story.accountId, role: 'viewer' } },
    });
    expect(answer.headers['set-cookie']).toMatch(
      /^botect_login=bls_[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/,
    );
    const mine = browser(story, { id, email, cookie: cookieOf(answer) });
    expect((await mine.ask('GET', '/user')).body).toMatchObject({ id, email });
  });

  test('a wrong password, an unknown address, text for the database and nobody’s mailbox get the same answer', async () => {
    const { email } = await join(story);
    const { email: waiting } = await invite(story);
    const tried = [
      { email, password: `${password}x` },
      { email: 'nobody@example.org', password },
      { email: "' or 1=1 --", password },
      { email: 'owner@localhost', password },
      { email: waiting, password },
      { email, password: password.padEnd(1_000) },
    ];
    const answers = await Promise.all(tried.map((body) => logIn(body)));
    expect(answers[0]).toMatchObject({ status: 401, body: refused('UNAUTHENTICATED') });
    expect(answers.map(({ text }) => text)).toEqual(tried.map(() => answers[0]?.text));
  });

  test('a cookie that is over, changed or another’s name opens nothing', async () => {
    const { cookie, id } = await join(story);
    await served.database.query('update accounts.logins set expires_at = now() where user_id = $1', [id]);
    const cookies = [cookie, `${cookie}x`, 'botect_login=', 'session=1', `botect_login=${story.token}`];
    const answers = await Promise.all(cookies.map((one) => story.call('GET', '/user', withCookie(one))));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  test.each<[Record<string, string>, number]>([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
  ])('a write with the cookie and %j: %i', async (headers, status) => {
    const { ask } = await join(story);
    expect((await ask('PATCH', '/v1/account', { body: { name: 'Acme' }, headers })).status).toBe(status);
  });
});

describe('a login', () => {
  test('is dead after logging out, and the browser is told to forget it', async () => {
    const { ask } = await join(story);
    const answer = await ask('POST', '/v1/logout');
    expect([answer.status, answer.headers['set-cookie']]).toEqual([
      204,
      expect.stringMatching(/^botect_login=; .*Max-Age=0$/),
    ]);
    expect([(await ask('GET', '/user')).status, (await ask('POST', '/v1/logout')).status]).toEqual([
      401, 401,
    ]);
  });

  test('is what logging out and changing the password need: a key has none', async () => {
    const body = { current_password: password, new_password: 'another long sentence' };
    const answers = [
      await story.call('POST', '/v1/logout'),
      await story.call('PUT', '/v1/user/password', { body }),
    ];
    expect(answers).toMatchObject(Array(2).fill({ status: 403, body: refused('FORBIDDEN') }));
  });

  test('changes the password: this login lives on, the others and the old password are dead', async () => {
    const { ask, email, id } = await join(story);
    const other = browser(story, { id, email, cookie: cookieOf(await logIn({ email, password })) });
    const change = (current: string, chosen: string) =>
      ask('PUT', '/v1/user/password', { body: { current_password: current, new_password: chosen } });
    expect(await change('not this one at all', 'another long sentence')).toMatchObject({
      status: 403,
      body: refused('FORBIDDEN'),
    });
    expect(await change(password, 'short')).toMatchObject({ status: 422, body: refused('INVALID_PAYLOAD') });
    expect((await change(password, 'another long sentence')).status).toBe(204);
    expect([(await ask('GET', '/user')).status, (await other.ask('GET', '/user')).status]).toEqual([
      200, 401,
    ]);
    expect((await logIn({ email, password })).status).toBe(401);
    expect((await logIn({ email, password: 'another long sentence' })).status).toBe(200);
  });
});

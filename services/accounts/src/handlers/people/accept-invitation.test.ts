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
} from './people-story.fixture.ts';

let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  story = await served.server.story();
}, 180_000);
afterAll(() => served.close());

describe('a person of two accounts', () => {
  test('keeps the password and the name they have, and chooses the account to log in to', async () => {
    const [one, other] = [await served.server.story(), await served.server.story()];
    const person = await join(one);
    const { code, email, id } = await invite(other, 'viewer', person.email);
    const accept = (body: object) =>
      other.call('POST', '/v1/invitations/accept', { token: null, body: { code, ...body } });
    expect(await accept({ password: 'an admin chose this one' })).toMatchObject({
      status: 403,
      body: refused('FORBIDDEN'),
    });
    expect(await accept({ password })).toMatchObject({
      status: 200,
      body: { account: { id: other.accountId, role: 'viewer' } },
    });
    expect(await other.call('PATCH', `/v1/users/${id}`, { body: { name: 'Renamed' } })).toMatchObject({
      status: 403,
    });
    const renamed = await person.ask('PATCH', `/v1/users/${id}`, { body: { name: 'Grace Hopper' } });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Grace Hopper' } });
    const logIn = (account?: number) =>
      one.call('POST', '/v1/login', { token: null, body: { email, password, account } });
    const bodies = [await logIn(), await logIn(other.accountId), await logIn(story.accountId)];
    expect(bodies).toMatchObject([
      { status: 200, body: { account: { id: one.accountId } } },
      { status: 200, body: { account: { id: other.accountId } } },
      { status: 403, body: refused('FORBIDDEN') },
    ]);
  });

  test('nothing of the other account is told to whoever invites', async () => {
    const other = await served.server.story();
    const { email } = await join(other);
    await other.call('PATCH', '/v1/account', { body: { name: 'Secret venture' } });
    const { body } = await story.call('POST', '/v1/users', { body: { email, name: 'Who', role: 'viewer' } });
    expect(body).toMatchObject({ email, name: email, status: 'invited' });
    const { text } = await story.call('GET', '/v1/users');
    expect(text).not.toContain('Secret venture');
  });

  test('without having accepted they cannot log in there', async () => {
    const [one, other] = [await served.server.story(), await served.server.story()];
    const { email } = await join(one);
    await invite(other, 'admin', email);
    const body = { email, password, account: other.accountId };
    expect((await one.call('POST', '/v1/login', { token: null, body })).status).toBe(403);
  });
});

test('a new code is for a new password: old codes, the old password and old logins are dead', async () => {
  const guest = await join(story);
  const renew = async () =>
    (await story.call('POST', `/v1/users/${guest.id}/invitation`)).body['invitation_code'];
  const [first, second] = [await renew(), await renew()];
  const accept = (code: unknown) =>
    story.call('POST', '/v1/invitations/accept', {
      token: null,
      body: { code, password: 'another long sentence' },
    });
  const [dead, alive] = [await accept(first), await accept(second)];
  expect([dead.status, alive.status, (await guest.ask('GET', '/user')).status]).toEqual([403, 200, 401]);
  expect((await accept(second)).text).toBe(dead.text);
  const now = browser(story, { ...guest, cookie: cookieOf(alive) });
  expect((await now.ask('GET', '/user')).status).toBe(200);
});

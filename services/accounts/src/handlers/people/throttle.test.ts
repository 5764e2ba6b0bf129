import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Story } from '../accounts-server.fixture.ts';
import { join, type PeopleServer, password, refused, servePeople } from './people-story.fixture.ts';

let database: Database;
let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
// Failed logins are counted by address, and all of these come from one: each test has its own counts.
beforeEach(async () => {
  served = await servePeople(database);
  story = await served.server.story();
});
afterEach(() => served.close());
afterAll(() => database.close());

const logIn = (body: unknown) => story.call('POST', '/v1/login', { token: null, body });
const wrong = (email: string) => logIn({ email, password: 'not this one at all' });

test('after five of a person nobody is let in, with the right password neither, and the audit says so once', async () => {
  const { email } = await join(story);
  const failures = await Promise.all(Array.from({ length: 8 }, () => wrong(email)));
  expect(failures.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  const late = await logIn({ email, password });
  expect(late).toMatchObject({
    status: 429,
    body: { ...refused('RATE_LIMITED'), retry_after: expect.any(Number) },
  });
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(800);
  const { body } = await story.call('GET', '/v1/audit?action=login.throttled');
  expect(body['items']).toMatchObject([{ actor: { kind: 'system' }, subject: { type: 'user' } }]);
});

test('a success forgets a person’s failures', async () => {
  const { email } = await join(story);
  for (const _ of [1, 2]) {
    await Promise.all([1, 2, 3, 4].map(() => wrong(email)));
    expect((await logIn({ email, password })).status).toBe(200);
  }
});

test('after twenty of one address nobody there is let in', async () => {
  const { email } = await join(story);
  await Promise.all(Array.from({ length: 20 }, (_, at) => wrong(`nobody-${at}@example.org`)));
  expect((await logIn({ email, password })).status).toBe(429);
});

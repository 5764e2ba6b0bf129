import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

let database: Database;
let server: AccountsServer;
let story: Story;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }));
  story = await server.story();
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const anybody = (path: string) => story.call('GET', path, { token: null });

test.each([
  ['/openapi.json', /^application\/json/],
  ['/asyncapi.json', /^application\/json/],
  ['/docs', /^text\/html/],
  ['/docs/start.js', /^text\/javascript/],
  ['/docs/swagger-ui.css', /^text\/css/],
])('anybody reads %s', async (path, type) => {
  const { status, headers } = await anybody(path);
  expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(type)]);
});

test('the page loads from here alone, and is shown in no frame', async () => {
  const policy = (await anybody('/docs')).headers['content-security-policy'];
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';.* frame-ancestors 'none'$/);
});

test.each(['__proto__', 'package.json', '..%2fpackage.json', '%00', 'swagger-ui.css%00.js'])(
  'a file the page does not ask for is none: %s',
  async (name) => {
    expect((await anybody(`/docs/${name}`)).status).toBe(404);
  },
);

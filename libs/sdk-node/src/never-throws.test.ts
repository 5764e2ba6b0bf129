import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { botect } from './botect.ts';
import { bot, client, keys } from './fake-api.fixture.ts';
import type { Fault } from './faults.ts';
import { event, load, send } from './integrations/browser.fixture.ts';
import { listening, page } from './integrations/servers.fixture.ts';
import type { BotectOptions } from './options.ts';
import { settled } from './time.fixture.ts';

const fails = () => {
  throw new Error('the application’s own fault');
};

async function serving(options: Partial<BotectOptions>, enforcement = {}) {
  const own = client(options);
  const html = (_: unknown, res: ServerResponse) => res.setHeader('content-type', 'text/html').end(page);
  const server = await listening(createServer(own.guard.node(html, enforcement)));
  return { ...own, server, url: `${server.origin}/page` };
}

describe('a visitor does not notice', () => {
  test.each<[keyof BotectOptions]>([
    ['isLoggedIn'],
    ['context'],
    ['clientAddress'],
    ['sessionOf'],
    ['nonce'],
    ['onFault'],
  ])('that %s throws', async (name) => {
    const { api, faults, server, url } = await serving({ [name]: fails });
    const { cookie, endpoint, response } = await load(url);
    const again = await load(url, { cookie: cookie ?? '' });
    const relayed = await send(`${server.origin}${endpoint}`, { events: [event] });
    await settled();
    expect([response.status, again.response.status, relayed.status]).toEqual([200, 200, 202]);
    expect(api.bodies('/v1/server/page-hits')).toHaveLength(2);
    if (name !== 'onFault')
      expect(faults).toContainEqual(expect.objectContaining({ kind: 'callback', message: `${name} threw` }));
    await server.close();
  });

  test.each<[keyof BotectOptions]>([
    ['isLoggedIn'],
    ['context'],
    ['clientAddress'],
    ['sessionOf'],
    ['nonce'],
  ])('that %s answers a promise, and one that is rejected', async (name) => {
    const { faults, server, url } = await serving({ [name]: async () => fails() });
    const { html, response } = await load(url);
    await settled();
    expect([response.status, html.match(/nonce|object/)]).toEqual([200, null]);
    expect(faults).toContainEqual(
      expect.objectContaining({ message: `${name} must answer at once, not later` }),
    );
    await server.close();
  });

  test('that onFault is rejected later', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const { server, url } = await serving({ onFault: async () => fails(), isLoggedIn: fails });
    expect((await load(url)).response.status).toBe(200);
    await settled();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
    await server.close();
  });

  test('that onChallenge throws', async () => {
    const { api, server, url, faults } = await serving({}, { onChallenge: fails });
    const { cookie } = await load(url);
    api.verdict = { ...bot, action: 'challenge' };
    expect((await load(url, { cookie: cookie ?? '' })).response.status).toBe(200);
    expect(faults).toMatchObject([{ kind: 'callback', message: 'onChallenge threw' }]);
    await server.close();
  });

  test.each([0, 1, 2])('that the SDK itself is broken after %i good moments', async (good) => {
    const faults: Fault[] = [];
    const options = { ...keys, baseUrl: 'https://botect.test', onFault: (one: Fault) => faults.push(one) };
    let asked = 0;
    const broken = () => (asked++ < good ? 0 : fails());
    const guard = botect({ ...options, sessionOf: () => 'sess_1' }, { now: broken, elapsed: broken });
    const html = (_: unknown, res: ServerResponse) => res.setHeader('content-type', 'text/html').end(page);
    const server = await listening(createServer(guard.node(html)));
    expect((await load(server.origin)).response.status).toBe(200);
    expect(faults.map(({ kind }) => kind)).toContain('internal');
    await server.close();
  });

  test('hostile requests', async () => {
    const { server, url } = await serving({});
    const targets = ['//', '/%', '/?%', '/a?b?c#d', `/${'x'.repeat(8_000)}`, '/%00'];
    for (const target of targets) expect((await fetch(`${server.origin}${target}`)).status).toBe(200);
    const cookies = [
      'botect_server_session=',
      'botect_server_session=.',
      '=;;=',
      'botect_server_session',
      '"'.repeat(4_000),
    ];
    for (const cookie of cookies) expect((await load(url, { cookie })).response.status).toBe(200);
    await server.close();
  });
});

test('a login is told of the session a visit has, and of none it has not', async () => {
  const { guard, api } = client({ sessionOf: ({ header }) => header('x-session') });
  api.delivery = { logged_in: true, asserted_at: '2026-09-08T00:00:00Z' };
  const answers: (boolean | undefined)[] = [];
  const server = await listening(
    createServer(
      guard.node((req, res) => {
        answers.push(req.botect?.loggedIn());
        res.end();
      }),
    ),
  );
  for (const session of ['sess_own', 'a/b', ''])
    await fetch(server.origin, { headers: { 'x-session': session } });
  expect(answers).toEqual([true, false, false]);
  expect(api.calls.map(({ path }) => path)).toEqual(['/v1/sessions/sess_own/logged-in']);
  await server.close();
});

test('a login in the middle of a request makes its verdict be asked for again', async () => {
  const { guard, api } = client({ sessionOf: () => 'sess_1' });
  const server = await listening(
    createServer(
      guard.node(async (req, res) => {
        await req.botect?.outcome();
        req.botect?.loggedIn();
        await req.botect?.outcome();
        res.end();
      }),
    ),
  );
  await fetch(server.origin);
  expect(api.calls.filter(({ method }) => method === 'GET')).toHaveLength(2);
  await server.close();
});

test('a page that is compressed already stays as it is', async () => {
  const { guard } = client();
  const bytes = gzipSync(page, { level: 0 });
  const server = await listening(
    createServer(
      guard.node((_, res) =>
        res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bytes),
      ),
    ),
  );
  const { html, cookie } = await load(server.origin);
  expect([html, cookie]).toEqual([page, null]);
  await server.close();
});

test('a verdict is asked for once per request and context', async () => {
  const { guard, api } = client({ sessionOf: () => 'sess_1' });
  api.verdict = 401;
  const server = await listening(
    createServer(
      guard.node(async (req, res) => {
        await Promise.all([
          req.botect?.outcome(),
          req.botect?.outcome(),
          req.botect?.outcome({ path: '/other' }),
        ]);
        await req.botect?.outcome();
        res.end();
      }, {}),
    ),
  );
  await fetch(server.origin);
  expect(api.calls.map(({ path }) => path)).toEqual([
    '/v1/sessions/sess_1/verdict?path=%2F',
    '/v1/sessions/sess_1/verdict?path=%2Fother',
  ]);
  await server.close();
});

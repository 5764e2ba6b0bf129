import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { bot, client, human } from '../fake-api.fixture.ts';
import { settled } from '../time.fixture.ts';
import { event, load, send } from './browser.fixture.ts';
import { page, startServers, type TestServer } from './servers.fixture.ts';

describe.each(startServers)('%s', (_, start) => {
  let botect: ReturnType<typeof client>;
  let server: TestServer;
  let to: (path: string) => string;
  beforeEach(async () => {
    botect = client({ clientAddress: () => '2001:4860:0:0::8888' });
    server = await start(botect.guard);
    to = (path) => `${server.origin}${path}`;
  });
  afterEach(() => server.close());
  const visitor = async () => ({ cookie: (await load(to('/page'))).cookie ?? '' });
  const hits = () => botect.api.bodies('/v1/server/page-hits');

  test('puts the script before the end of the head, and makes the page one visitor’s own', async () => {
    const { response, html } = await load(to('/page'));
    const [script] = /<script .*<\/script>/.exec(html) ?? [];
    expect(html).toBe(page.replace('</head>', `${script}</head>`));
    expect(script).toContain(
      'src="https://botect.test/v1/sdk.js" async data-botect-sdk data-site-key="pk_site"',
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect([response.headers.get('etag'), response.headers.get('last-modified')]).toEqual([null, null]);
    expect(Number(response.headers.get('content-length') ?? html.length)).toBe(html.length);
  });

  test('ties the browser to one session', async () => {
    const first = await load(to('/page'));
    expect(first.response.headers.get('set-cookie')).toMatch(
      /^botect_server_session=sess_[0-9a-f]{48}\.[0-9a-f]{64}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    const second = await load(to('/page'), { cookie: first.cookie ?? '' });
    expect(second.cookie).toBe(first.cookie);
    await settled();
    const [one, two] = hits();
    expect([one.had_session_cookie, two.had_session_cookie]).toEqual([false, true]);
    expect(one.session_token).toBe(two.session_token);
    expect(one.page_id).not.toBe(two.page_id);
  });

  test('tells of the page without its path and values, in the order of the headers', async () => {
    await load(to('/page'), { 'accept-language': 'de-AT,de;q=0.9,*', 'x-own': 'secret' });
    await settled();
    const hit = hits().at(-1);
    expect(JSON.stringify(hit)).not.toMatch(/page"|secret|x-own/);
    expect(hit).toMatchObject({
      occurred_at: '2026-09-08T00:00:00Z',
      method: 'GET',
      path_hash: '74a9cd188ffa835c5027d52c210b7a3ffb2345781b52e067b9425c654c2a1314',
      languages: ['de-at', 'de'],
      observed_ip: '2001:4860::8888',
      observed_ip_source: 'resolver',
      observed_ip_inferred: false,
    });
    expect(hit.header_names.slice(0, 2)).toEqual(['host', 'connection']);
  });

  test('hands a robot’s signature on', async () => {
    const signature = { signature: 's=:YQ==:', 'signature-input': 's=("@authority");tag="web-bot-auth"' };
    await load(to('/page'), signature);
    await settled();
    expect(hits()[0].web_bot_auth).toEqual({
      authority: new URL(server.origin).host,
      signature: signature.signature,
      signature_input: signature['signature-input'],
    });
  });

  test('uses the tag the application wrote, and adds no second', async () => {
    const { html, cookie } = await load(to('/manual'));
    expect(html.match(/<script/g)).toHaveLength(1);
    await settled();
    expect(cookie).toContain(hits()[0].session_token);
  });

  test.each(['/missing', '/fragment', '/json', '/streamed', '/throws'])(
    'leaves %s as it is',
    async (path) => {
      const { response, html, cookie } = await load(to(path));
      await settled();
      expect([cookie, response.headers.get('cache-control'), hits()]).toEqual([null, null, []]);
      expect(html).not.toContain('<script');
    },
  );

  test('leaves alone what a script of the page fetches, and HEAD', async () => {
    const fetched = await load(to('/page'), { 'sec-fetch-dest': 'empty' });
    const head = await fetch(to('/page'), { method: 'HEAD' });
    expect([fetched.cookie, head.headers.get('set-cookie')]).toEqual([null, null]);
  });

  test('hands the browser’s signals on, under the session the page was made for', async () => {
    const { endpoint, cookie } = await load(to('/page'));
    const body = { session_token: 'bt_stolen', site_key: 'pk_site', events: [event] };
    const answer = await send(to(endpoint ?? ''), body, {
      cookie: cookie ?? '',
      'idempotency-key': 'batch-1',
    });
    expect([answer.status, await answer.json()]).toEqual([202, { queued: true }]);
    await settled();
    const [sent] = botect.api.bodies('/v1/server/events');
    expect(sent.session_token).toBe(hits()[0].session_token);
    expect(sent.events).toEqual([{ ...event, payload: { mouse_moves: 24 } }]);
  });

  test.each([
    [{ ...human, action: 'allow' }, 200, 'served'],
    [{ ...human, action: 'log' }, 200, 'served'],
    [{ ...human, action: 'challenge' }, 200, 'served'],
    [bot, 403, 'Forbidden\n'],
    [{ ...bot, action: 'delay' }, 429, 'Too many requests\n'],
    [{ ...bot, verdict: 'not_computed', score: 0 }, 200, 'served'],
    [401, 200, 'served'],
    [402, 200, 'served'],
    [500, 200, 'served'],
  ])('answers the verdict %j with %i', async (verdict, status, body) => {
    botect.api.verdict = verdict;
    const answer = await fetch(to('/guarded'), { headers: await visitor() });
    expect([answer.status, await answer.text()]).toEqual([status, body]);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '5' : null);
  });

  test.each([
    ['/guarded', 200, 'served'],
    ['/deny', 503, 'Service unavailable\n'],
    ['/degrade', 200, 'degraded'],
  ])('does what %s wants when Botect is unreachable', async (path, status, body) => {
    const headers = await visitor();
    botect.api.verdict = new Error('away');
    const answer = await fetch(to(path), { headers });
    expect([answer.status, await answer.text()]).toEqual([status, body]);
  });

  test.each(['/deny', '/degrade'])('lets pass on %s whom nothing is known of', async (path) => {
    botect.api.verdict = 401;
    expect(await (await fetch(to(path), { headers: await visitor() })).text()).toBe('served');
    expect(await (await fetch(to(path))).text()).toBe('served');
  });

  test('lets the application challenge', async () => {
    botect.api.verdict = { ...bot, action: 'challenge' };
    expect(await (await fetch(to('/challenge'), { headers: await visitor() })).text()).toBe('prove it');
    botect.api.verdict = human;
    await botect.time.advance(10_000);
    expect(await (await fetch(to('/challenge'), { headers: await visitor() })).text()).toBe('served');
  });

  test('does not ask about a cookie that others signed', async () => {
    const forged = `botect_server_session=sess_${'a'.repeat(48)}.${'b'.repeat(64)}`;
    botect.api.verdict = bot;
    const answer = await fetch(to('/guarded'), { headers: { cookie: forged } });
    expect([answer.status, botect.api.calls]).toEqual([200, []]);
    expect((await load(to('/page'), { cookie: forged })).cookie).not.toBe(forged);
  });
});

test('Fastify’s own injection sees the page with its tag', async () => {
  const { guard, api } = client();
  const app = fastify();
  await app.register(guard.fastify);
  app.get('/', (_, reply) => reply.type('text/html').send(page));
  const answer = await app.inject('/');
  await settled();
  expect([answer.body.match(/<script/g)?.length, api.calls.length]).toEqual([1, 1]);
  expect(answer.headers['set-cookie']).toContain('botect_server_session=');
});

test.each(startServers.slice(0, 2))(
  '%s tells the route’s template, not what a visitor wrote',
  async (_, start) => {
    const { guard, api } = client();
    const server = await start(guard);
    const { cookie } = await load(`${server.origin}/page`);
    await fetch(`${server.origin}/members/jane@example.org`, { headers: { cookie: cookie ?? '' } });
    expect(api.calls.at(-1)?.path).toMatch(/\?path=%2Fmembers%2F%7Bid%7D$/);
    await server.close();
  },
);

import { describe, expect, test } from '@jest/globals';
import { bot, client } from '../fake-api.fixture.ts';
import { settled } from '../time.fixture.ts';
import { event } from './browser.fixture.ts';
import type { WebEnforcement } from './web.ts';

const url = 'https://shop.example/page?q=1';

function site(enforcement?: WebEnforcement) {
  const own = client();
  const handler = own.guard.web(
    (request: Request) =>
      new Response(`<head>${own.guard.webVisit(request)?.scriptTag({ nonce: 'n1' })}</head>`, {
        status: 201,
        headers: { etag: '"1"', 'x-own': 'kept', 'set-cookie': 'a=b' },
      }),
    enforcement,
  );
  return { ...own, handler };
}

const post = (endpoint: string, cookie: string) =>
  new Request(new URL(endpoint, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ events: [event] }),
  });

describe('a web handler', () => {
  test('gives a page with the tag its cookie, beside the application’s own', async () => {
    const { handler } = site();
    const response = await handler(new Request(url));
    expect(await response.text()).toContain('nonce="n1"');
    const { headers, status } = response;
    expect([status, headers.get('etag'), headers.get('x-own')]).toEqual([201, null, 'kept']);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.getSetCookie()).toEqual([
      'a=b',
      expect.stringMatching(/^botect_server_session=.*; Secure$/),
    ]);
  });

  test('tells of the page, with the names of its headers', async () => {
    const { handler, api } = site();
    await handler(new Request(url, { headers: { 'user-agent': 'y', accept: 'x' } }));
    await settled();
    expect(api.bodies('/v1/server/page-hits')).toMatchObject([
      { header_names: ['accept', 'user-agent'], had_session_cookie: false },
    ]);
  });

  test('hands the browser’s signals on', async () => {
    const { handler, api } = site();
    const response = await handler(new Request(url));
    const [, endpoint = ''] = /data-endpoint="([^"]+)"/.exec(await response.text()) ?? [];
    const cookie = response.headers.getSetCookie()[1]?.split(';')[0] ?? '';
    expect((await handler(post(endpoint, cookie))).status).toBe(202);
    expect((await handler(post('/_botect/events?page_token=x', cookie))).status).toBe(422);
    await settled();
    expect(api.bodies('/v1/server/events')).toMatchObject([{ events: [{ request_id: 'event_1' }] }]);
  });

  test.each<[string, WebEnforcement, number]>([
    ['block', {}, 403],
    ['delay', {}, 429],
    ['challenge', {}, 201],
    ['challenge', { onChallenge: () => new Response('prove it', { status: 200 }) }, 200],
    ['challenge', { onChallenge: () => Promise.reject(new Error('broken')) }, 201],
  ])('answers %s with %j by %i', async (action, enforcement, status) => {
    const { handler, api } = site(enforcement);
    api.verdict = { ...bot, action };
    const cookie = (await handler(new Request(url))).headers.getSetCookie()[1]?.split(';')[0] ?? '';
    expect((await handler(new Request(url, { headers: { cookie } }))).status).toBe(status);
  });

  test('leaves a response without the tag untouched', async () => {
    const { guard } = client();
    const response = Response.redirect(url);
    expect(await guard.web(() => response)(new Request(url))).toBe(response);
  });
});

test('a response that cannot be written anew goes out as the application made it', async () => {
  const { guard, faults } = client();
  const page = guard.web((request) => {
    guard.webVisit(request)?.scriptTag();
    return Response.error();
  });
  expect((await page(new Request('https://shop.example/'))).type).toBe('error');
  expect(faults).toMatchObject([{ kind: 'internal', message: 'marking a page failed' }]);
});

import { eventTypes, isEventsRequest, payloadVocabulary } from '@botect/contracts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { client } from '../fake-api.fixture.ts';
import { event, load, send } from '../integrations/browser.fixture.ts';
import { startExpressParsingFirst, startServers, type TestServer } from '../integrations/servers.fixture.ts';
import { settled } from '../time.fixture.ts';
import { readRelayBody } from './relay-body.ts';
import { payloadCheck } from './vocabulary.ts';

const body = { session_token: null, events: [event] };

describe.each(startServers)('the relay in %s', (_, start) => {
  let botect: ReturnType<typeof client>;
  let server: TestServer;
  let endpoint: string;
  let cookie: string;
  beforeEach(async () => {
    botect = client({ origins: ['https://shop.example'], relayBytesMax: 2_048, isLoggedIn: () => true });
    server = await start(botect.guard);
    const page = await load(`${server.origin}/page`);
    endpoint = `${server.origin}${page.endpoint}`;
    cookie = page.cookie ?? '';
  });
  afterEach(() => server.close());
  const status = async (...[url, given, headers]: Parameters<typeof send>) => {
    const answer = await send(url, given, headers);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return answer.status;
  };

  test.each<[number, string, Record<string, string>]>([
    [202, 'from its own page', { 'sec-fetch-site': 'same-origin' }],
    [202, 'from an origin that was named', { origin: 'https://shop.example' }],
    [202, 'with a type of its own', { 'content-type': 'application/json; charset=utf-8' }],
    [403, 'from a foreign origin', { origin: 'https://evil.example' }],
    [403, 'from an origin that hides', { origin: 'null' }],
    [403, 'across sites', { 'sec-fetch-site': 'cross-site' }],
    [415, 'of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    [415, 'of text', { 'content-type': 'text/plain' }],
    [422, 'with a key that is none', { 'idempotency-key': 'a b' }],
  ])('answers %i to a batch %s', async (expected, __, headers) => {
    expect(await status(endpoint, body, headers)).toBe(expected);
  });

  test('answers 202 to its own origin, with the session’s cookie and without', async () => {
    const { origin } = server;
    expect(await status(endpoint, body, { origin, cookie })).toBe(202);
    expect(await status(endpoint, body, { origin, cookie: 'botect_server_session=sess_1.forged' })).toBe(202);
  });

  test('answers 409 to a token that was made for another visitor', async () => {
    const other = await load(`${server.origin}/page`);
    expect(await status(endpoint, body, { cookie: other.cookie ?? '' })).toBe(409);
  });

  test('answers 413 to what is too long, announced or not', async () => {
    const long = JSON.stringify({ ...body, site_key: 'x'.repeat(3_000) });
    expect(await status(endpoint, long)).toBe(413);
    const stream = new Blob([long]).stream();
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit;
    expect((await fetch(endpoint, init)).status).toBe(413);
  });

  test.each([
    ['no token', (url: string) => url.split('?')[0] ?? ''],
    ['a changed token', (url: string) => `${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`],
    ['an empty token', (url: string) => `${url.split('=')[0]}=`],
  ])('answers 422 to %s', async (__, change) => {
    expect(await status(change(endpoint), body)).toBe(422);
    await settled();
    expect(botect.api.bodies('/v1/server/events')).toEqual([]);
  });

  test('answers 422 to a token whose time has passed, and 202 in its last second', async () => {
    await botect.time.advance(899_999);
    expect(await status(endpoint, body)).toBe(202);
    await botect.time.advance(1);
    expect(await status(endpoint, body)).toBe(422);
  });

  test('answers 503 when nothing more can be queued', async () => {
    await botect.guard.close();
    const answer = await send(endpoint, body);
    expect([answer.status, await answer.json()]).toEqual([503, { queued: false }]);
  });

  test('tells of the login state the page was made in', async () => {
    await send(endpoint, body);
    await settled();
    expect(botect.api.bodies('/v1/server/events')).toMatchObject(
      [{ logged_in: true, events: [event] }].map(({ logged_in }) => ({ logged_in })),
    );
  });

  test('gives a batch sent twice the same key, and another batch another', async () => {
    for (const id of ['a', 'a', 'b']) await send(endpoint, body, { 'idempotency-key': id });
    for (const id of ['a', 'a', 'b']) await send(endpoint, { events: [{ ...event, request_id: id }] });
    await settled();
    const calls = botect.api.calls.filter(({ path }) => path === '/v1/server/events');
    const [a, again, b, ...rest] = calls.map(({ headers }) => headers['idempotency-key']);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect([again === a, b === a, rest[0] === rest[1], rest[1] === rest[2]]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

test.each(startServers.slice(1))('a relay that is off in %s answers 404', async (_, start) => {
  const server = await start(client({ firstParty: false }).guard);
  expect((await send(`${server.origin}/_botect/events?page_token=x`, body)).status).toBe(404);
  expect((await load(`${server.origin}/page`)).html).not.toContain('<script');
  await server.close();
});

test('a batch that a body parser has read before is handed on too', async () => {
  const { guard, api } = client();
  const server = await startExpressParsingFirst(guard);
  const { endpoint } = await load(`${server.origin}/page`);
  expect((await send(`${server.origin}${endpoint}`, body)).status).toBe(202);
  await settled();
  expect(api.bodies('/v1/server/events')).toMatchObject([{ events: [{ request_id: event.request_id }] }]);
  await server.close();
});

describe('a batch', () => {
  const read = (value: unknown) =>
    readRelayBody(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
  const withEvent = (change: object) => ({ events: [{ ...event, ...change }] });
  const counts = { v: 1, seq: 0, motion: { moves: 3, speed: [0, 1, 2] }, sketch: [4_294_967_295] };

  test.each([
    ['nothing in its payload', withEvent({ payload: undefined })],
    ['an empty list for a payload', withEvent({ payload: [] })],
    ['nulls', withEvent({ payload: { mouse_moves: null, webdriver: null, page_path_hash: null } })],
    ['fractions of a second', withEvent({ received_at: '2028-02-29T23:59:59.123456Z' })],
    ['a window of counts', withEvent({ type: 'window', payload: counts })],
    ['a hundred events', { events: Array(100).fill(event) }],
  ])('with %s passes', (_, value) => {
    expect(read(value)).not.toBeNull();
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a foreign key', { ...body, logged_in: true }],
    ['an address', { ...body, observed_ip: '8.8.8.8' }],
    ['a session that is no text', { ...body, session_token: 7 }],
    ['no events', { events: [] }],
    ['too many events', { events: Array(101).fill(event) }],
    ['an event that is none', { events: [null] }],
    ['a foreign key in an event', withEvent({ email: 'a@b.c' })],
    ['a foreign key in a payload', withEvent({ payload: { email: 'a@b.c' } })],
    ['a key of every object', withEvent({ payload: { constructor: 1 } })],
    ['a negative counter', withEvent({ payload: { mouse_moves: -1 } })],
    ['an entropy of 3', withEvent({ payload: { mouse_entropy: 3 } })],
    ['a pointer type that is none', withEvent({ payload: { pointer_types: ['keyboard'] } })],
    ['plugins', withEvent({ payload: { plugins: ['x'] } })],
    ['an unknown type', withEvent({ type: 'keystrokes' })],
    ['an id with a space', withEvent({ request_id: 'a b' })],
    ['a day that is none', withEvent({ received_at: '2026-02-30T00:00:00Z' })],
    ['hour 24', withEvent({ received_at: '2026-02-20T24:00:00Z' })],
    ['text in a window', withEvent({ type: 'window', payload: { v: 1, motion: { text: 'secret' } } })],
    ['text in a list of a window', withEvent({ type: 'window', payload: { sketch: ['secret'] } })],
    ['text in a name of a window', withEvent({ type: 'window', payload: { 'jane@example.org': 1 } })],
    ['a depth of 33', `{"events":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['a depth of a million', '['.repeat(1_000_000)],
  ])('with %s is refused', (_, value) => {
    expect(read(value)).toBeNull();
  });

  test.each(Object.keys(payloadVocabulary))(
    'passes with %s when the server takes it, and only then',
    (key) => {
      const numbers = [null, 0, 1, 0.5, -1, 100, 101, 10_001, 86_400_001];
      for (const value of [...numbers, true, 'abc', '1.5.0', '/a/{n}', [], ['mouse'], ['en-GB'], ['x'], {}]) {
        const one = { ...event, payload: { [key]: value } };
        expect([value, payloadCheck('snapshot')?.(one.payload)]).toEqual([
          value,
          isEventsRequest({ events: [one] }),
        ]);
      }
    },
  );

  test('may have every type the server takes, and flags the server may know by now', () => {
    for (const type of eventTypes) expect(payloadCheck(type)).toBeDefined();
    expect(read(withEvent({ payload: { some_new_flag: true, another: null } }))).not.toBeNull();
  });
});

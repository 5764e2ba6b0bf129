import type { Closable } from '@botect/runtime';
import { uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Call, call } from './harness/api.ts';
import { drip, type RawAnswer, raw } from './harness/raw.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';

const startTimeoutMs = 200_000;
const slowTimeoutMs = 30_000;
const token = `test_${'bootstrap'.repeat(5)}`;

const good = `{"events":[${event('{}')}]}`;
const invalid = { code: 'INVALID_PAYLOAD', error: 'Invalid payload', message: expect.any(String) };

interface Keys {
  readonly site_key: string;
  readonly private_key: string;
}

describe('bad input over the wire', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  let keys: Keys;
  let foreign: Keys;
  let slow: Promise<RawAnswer>;

  beforeAll(async () => {
    folder = await dataFolder();
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
    [keys, foreign] = [await project(), await project()];
    // Begun first and awaited last: it takes as long as a body may.
    slow = drip(botect.origin, head(`X-Botect-Site-Key: ${keys.site_key}`, 1_000));
  }, startTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await folder?.close();
  });

  const project = async (): Promise<Keys> => {
    const made = await call(`POST ${botect.origin}/v1/projects`, { bearer: token, body: { name: 'Mine' } });
    const scoring = `POST ${botect.origin}/v1/projects/${made.body['id']}/scoring`;
    return (await call<Keys>(scoring, { bearer: token })).body;
  };
  const post = (options: Call) => {
    const headers = { 'x-botect-site-key': keys.site_key, ...options.headers };
    return call(`POST ${botect.origin}/v1/events`, { ...options, headers });
  };
  const head = (field: string, length: number) =>
    `POST /v1/events HTTP/1.1\r\nHost: botect\r\nConnection: close\r\n${field}\r\nContent-Length: ${length}\r\n\r\n`;

  test.each<[title: string, body: unknown]>([
    ['a body cut short', '{"session_token":null,"events":[{"request_id":"a'],
    ['an empty body', ''],
    ['10,000 arrays in each other', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    [
      '10,000 arrays in each other as a payload',
      `{"events":[${event(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)}]}`,
    ],
    ['an array as body', []],
    ['null as body', 'null'],
    ['no events', { events: [] }],
    ['101 events', { events: Array.from({ length: 101 }, (_, at) => JSON.parse(event('{}', `e${at}`))) }],
    ['an e-mail address in a payload', `{"events":[${event('{"email":"someone@example.org"}')}]}`],
    ['NaN, which JSON does not have', `{"events":[${event('{"mouse_moves":NaN}')}]}`],
    ['a counter beyond all numbers', `{"events":[${event('{"mouse_moves":1e999}')}]}`],
    ['a negative counter', `{"events":[${event('{"mouse_moves":-1}')}]}`],
    ['a counter with a fraction', `{"events":[${event('{"mouse_moves":1.5}')}]}`],
    ['a date that does not exist', `{"events":[${event('{}', 'a', '2026-02-30T10:00:00Z')}]}`],
    ['a time with hour 24', `{"events":[${event('{}', 'a', '2026-02-28T24:00:00Z')}]}`],
    ['a __proto__ key in a payload', `{"events":[${event('{"__proto__":{"mouse_moves":1}}')}]}`],
    ['a __proto__ key in the body', `{"__proto__":{},"events":[${event('{}')}]}`],
    ['a constructor key in a payload', `{"events":[${event('{"constructor":1}')}]}`],
    ['an unknown key beside the events', `{"logged_in":true,"events":[${event('{}')}]}`],
    ['a request id with a newline', `{"events":[${event('{}', 'a\\nb')}]}`],
    ['one bad event among good ones', `{"events":[${event('{}')},${event('{"mouse_entropy":3}', 'b')}]}`],
  ])('%s is refused whole, as an invalid payload', async (_, body) => {
    const { status, body: answer } = await post({ body });
    expect({ status, ...answer }).toMatchObject({ status: 422, ...invalid });
  });

  test.each<[title: string, key: string]>([
    ['a private key', 'private'],
    ['a key with a newline', 'pk_one\npk_two'],
    ['a key with a quote and SQL', `pk_' or 1=1 --`],
    ['a key that nobody has', 'pk_unknown'],
    ['an empty key', ''],
    ['a key of 100,000 characters', 'k'.repeat(100_000)],
  ])('%s in place of the site key is not let in', async (_, key) => {
    const body = `{"site_key":${JSON.stringify(key === 'private' ? keys.private_key : key)},"events":[${event('{}')}]}`;
    const answer = await call(`POST ${botect.origin}/v1/events`, { body });
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED', error: 'Authentication required' },
    });
  });

  test.each<[title: string, expected: object, options: Call]>([
    [
      '1 MB of JSON',
      { status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } },
      { body: `"${'x'.repeat(1_000_000)}"` },
    ],
    [
      'an idempotency key of 1,000 characters',
      { status: 422, body: invalid },
      { body: good, headers: { 'idempotency-key': 'k'.repeat(1_000) } },
    ],
    [
      'a form',
      { status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'gzip',
      { status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } },
      { body: 'x', headers: { 'content-encoding': 'gzip' } },
    ],
  ])('%s is refused by its own code', async (_, expected, options) => {
    expect(await post(options)).toMatchObject(expected);
  });

  test.each<[title: string, request: string, status: number, code: string]>([
    ['an unknown path', 'POST /v1/nothing', 404, 'NOT_FOUND'],
    ['another method', 'PUT /v1/events', 405, 'METHOD_NOT_ALLOWED'],
    ['a session token with a slash', 'GET /v1/sessions/a/b/verdict', 404, 'NOT_FOUND'],
  ])('%s is told so', async (_, request, status, code) => {
    const [method, path] = request.split(' ');
    const answer = await call(`${method} ${botect.origin}${path}`, { bearer: keys.private_key });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test.each([
    'a%2Fb',
    '..%2F..%2Fetc',
    '%',
    '%00',
    '%0A',
    'a%20b',
    '%E0%A4%A',
    'x'.repeat(5_000),
    '__proto__',
    "'%20or%201=1",
  ])('the verdict on a session called %.20s is the fail-open one', async (name) => {
    const answer = await call(`GET ${botect.origin}/v1/sessions/${name}/verdict`, {
      bearer: keys.private_key,
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { verdict: 'not_computed', action: 'allow', score: 0 },
    });
  });

  test("another project's session cannot be told from one that does not exist", async () => {
    const { body } = await post({
      body: { session_token: null, events: [JSON.parse(event('{"mouse_moves":9}', uniqueName('e')))] },
    });
    const read = (session: unknown) =>
      call(`GET ${botect.origin}/v1/sessions/${session}/verdict`, { bearer: foreign.private_key });
    const [theirs, nobodys] = [await read(body['session_token']), await read('sess_nobody')];
    expect(theirs).toMatchObject({ status: 200, body: nobodys.body });
  });

  test.each<[title: string, credential: object]>([
    ['no key', {}],
    ['a site key', { bearer: 'site' }],
    ['an account token', { bearer: token }],
    ['another scheme', { headers: { authorization: 'Basic c2s6c2s=' } }],
  ])('a verdict is not read with %s', async (_, credential) => {
    const options =
      'bearer' in credential && credential.bearer === 'site' ? { bearer: keys.site_key } : credential;
    const answer = await call(`GET ${botect.origin}/v1/sessions/any/verdict`, options);
    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  test.each<[title: string, field: (siteKey: string) => string, status: number]>([
    ['two site keys, both right', (key) => `X-Botect-Site-Key: ${key}\r\nX-Botect-Site-Key: ${key}`, 401],
    [
      'two idempotency keys',
      (key) => `X-Botect-Site-Key: ${key}\r\nIdempotency-Key: a\r\nIdempotency-Key: b`,
      202,
    ],
    ['two lengths', (key) => `X-Botect-Site-Key: ${key}\r\nContent-Length: 1`, 400],
    ['a header folded over two lines', (key) => `X-Botect-Site-Key: ${key}\r\n folded`, 400],
    ['a header name with a space', () => 'X-Botect Site-Key: a', 400],
    ['20 kB of headers', () => `X-Long: ${'x'.repeat(20_000)}`, 431],
  ])('a request with %s gets one clear answer', async (_, field, status) => {
    const answer = await raw(botect.origin, head(field(keys.site_key), good.length) + good);
    expect(answer).toMatchObject({ status, text: expect.stringContaining('application/json') });
  });

  test(
    'a body slower than a byte a second is given up with a request timeout',
    async () => {
      expect(await slow).toMatchObject({ status: 408, code: 'REQUEST_TIMEOUT' });
    },
    slowTimeoutMs,
  );

  test('after all this the process lives and nothing went wrong on its side', async () => {
    expect(botect.ended()).toBe(false);
    expect(botect.stdout()).not.toMatch(/"level":"(error|fatal)"/);
    expect((await post({ body: good })).status).toBe(202);
  });
});

/** The JSON of an event; its parts go in as text, so that they may be what JSON.stringify would not write. */
function event(payload: string, id = 'a', receivedAt = '2026-06-14T10:00:00Z'): string {
  return `{"request_id":"${id}","type":"snapshot","received_at":"${receivedAt}","payload":${payload}}`;
}

import { dataPlaneOperations, decodeSessionReport, decodeSignalBatch } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type IngestServer, ingestServer } from './ingest-server.fixture.ts';

let server: IngestServer;
beforeAll(async () => {
  server = await ingestServer();
}, 180_000);
afterEach(() => void Object.assign(server.faults, { broker: false, cache: false, database: false }));
afterAll(() => server.close());

const { acceptPageHit, acceptServerEvents, assertLogin } = dataPlaneOperations;
let pages = 0;
const page = () => {
  pages += 1;
  return pages.toString(16).padStart(32, '0');
};
const token = `sess_${'5'.repeat(48)}`;
const hit = (over: object = {}) => ({ ...acceptPageHit.example.body, page_id: page(), ...over });
const events = (over: object = {}) => {
  const body = acceptServerEvents.example.body;
  const id = page();
  return {
    ...body,
    page_id: id,
    events: body.events.map((event) => ({ ...event, request_id: id })),
    ...over,
  };
};
const tellHit = (body: unknown, headers = {}) => server.post('/v1/server/page-hits', { body, headers });
const handOn = (body: unknown) => server.post('/v1/server/events', { body });
const login = (of: string) => server.post(`/v1/sessions/${of}/logged-in`);
const lastReport = () => {
  const value = server.published.at(-1)?.value ?? Buffer.alloc(0);
  return decodeSessionReport(value) ?? decodeSignalBatch(value);
};

describe('POST /v1/server/page-hits', () => {
  test('the documented example is kept, and answered as documented', async () => {
    const body = acceptPageHit.example.body;
    const headers = { 'idempotency-key': 'a'.repeat(64), 'user-agent': 'botect-sdk-php/0.1' };
    const answer = await tellHit(body, headers);
    expect([answer.status, answer.body]).toEqual([202, acceptPageHit.example.answer]);
    expect(server.published.at(-1)?.key).toBe(`${server.project.projectId}:${body.session_token}`);
    expect(lastReport()).toMatchObject({
      session_token: body.session_token,
      report: {
        reported_at: Date.parse(body.occurred_at),
        page_id: body.page_id,
        logged_in: false,
        address: null,
      },
    });
  });

  test('a page told of twice counts once, also when what is told differs', async () => {
    const once = hit();
    const answers = [await tellHit(once), await tellHit({ ...once, duration_ms: 1 })];
    expect(answers.map(({ body }) => [body.accepted, body.duplicates])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('nothing of the server’s own request is taken for the visitor’s', async () => {
    await tellHit(hit(), { 'user-agent': 'botect-sdk-php/0.1', 'accept-language': 'tlh' });
    expect(server.published.at(-1)?.value.toString()).not.toMatch(/php|tlh|127\.0\.0\.1|path_hash|duration/);
  });

  test.each<[string, object, object | null]>([
    ['public and certain', { observed_ip: '8.8.8.8' }, { ip: '8.8.8.8', source: 'header', inferred: false }],
    [
      'IPv4 shown as IPv6',
      { observed_ip: '::ffff:8.8.8.8' },
      { ip: '8.8.8.8', source: 'header', inferred: false },
    ],
    [
      'guessed',
      { observed_ip: '8.8.8.8', observed_ip_inferred: true },
      { ip: '8.8.8.8', source: 'header', inferred: true },
    ],
    [
      'without a word on how it was found',
      { observed_ip: '2606:4700::1111', observed_ip_source: undefined, observed_ip_inferred: undefined },
      { ip: '2606:4700::1111', source: null, inferred: true },
    ],
    ['private', { observed_ip: '192.168.1.4' }, null],
    ['of a carrier', { observed_ip: '100.64.0.9' }, null],
    ['private shown as IPv6', { observed_ip: '::ffff:10.1.2.3' }, null],
    ['IPv4 by NAT64', { observed_ip: '64:ff9b::808:808' }, null],
    ['multicast', { observed_ip: '224.0.0.1' }, null],
    ['no address', { observed_ip: 'unknown' }, null],
  ])('an address that is %s is not refused, and used as far as it can be', async (_what, over, address) => {
    expect((await tellHit(hit(over))).status).toBe(202);
    expect(lastReport()).toMatchObject({ report: { address } });
  });

  test('the signature of an agent is kept as it was received, and refused with a field it cannot have', async () => {
    const signed = { authority: 'shop.example', signature: 'a=:AA==:', signature_input: 'a=("@authority")' };
    const outcomes = [await tellHit(hit({ web_bot_auth: signed }))];
    expect(lastReport()).toMatchObject({ report: { hit: { web_bot_auth: signed } } });
    outcomes.push(await tellHit(hit({ web_bot_auth: { ...signed, cookie: 'a=b' } })));
    expect(outcomes.map(({ status }) => status)).toEqual([202, 422]);
  });

  test.each([
    ['an hour ago', -3_600, 202],
    ['a second more than an hour ago', -3_601, 422],
    ['ahead of our clock', 600, 202],
  ])('a page rendered %s', async (_what, seconds, status) => {
    const occurredMs = Math.floor(server.now() / 1_000) * 1_000 + seconds * 1_000;
    const answer = await tellHit(hit({ occurred_at: `${new Date(occurredMs).toISOString().slice(0, 19)}Z` }));
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.details.errors).toMatchObject([{ path: 'occurred_at' }]);
    else expect(lastReport()).toMatchObject({ report: { reported_at: Math.min(occurredMs, server.now()) } });
  });
});

describe('POST /v1/server/events', () => {
  test('the documented example is kept under the session named, and answered as documented', async () => {
    const body = acceptServerEvents.example.body;
    const answer = await handOn(body);
    expect([answer.status, answer.body]).toEqual([202, acceptServerEvents.example.answer]);
    expect(lastReport()).toMatchObject({
      client: null,
      request: { session_token: body.session_token, events: body.events },
      report: { page_id: body.page_id, hit: null, logged_in: false },
    });
  });

  test('an event handed on twice counts once, and one with an empty list for a payload is an event', async () => {
    const body = events();
    const [event] = body.events;
    const more = { ...event, request_id: 'empty', payload: [] };
    const answers = [await handOn(body), await handOn({ ...body, events: [event, more] })];
    expect(answers.map(({ body: { accepted, duplicates } }) => [accepted, duplicates])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test.each([
    ['a minute ago', -60_000, -60_000],
    ['a year ago', -31_536_000_000, -3_600_000],
    ['in a year', 31_536_000_000, 0],
  ])(
    'what it says of a login is as old as its first event, believed within the hour: %s',
    async (_what, at, believed) => {
      const [event] = events().events;
      const received_at = new Date(server.now() + at).toISOString();
      await handOn(events({ events: [{ ...event, received_at }] }));
      expect(lastReport()).toMatchObject({ report: { reported_at: server.now() + believed } });
    },
  );

  test('over its monthly quota an account is told so and served all the same', async () => {
    const metered = await seedProject(server.database, { monthlyEventQuota: 0 });
    const answer = await server.post('/v1/server/events', { from: metered, body: events() });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, over_quota: true } });
  });

  test('one invalid event refuses them all and is pointed at', async () => {
    const [event] = events().events;
    const answer = await handOn(
      events({ events: [event, { ...event, payload: { page_path_shape: '/a' } }] }),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.details.errors).toMatchObject([{ path: 'events[1].payload.page_path_shape' }]);
  });
});

describe('POST /v1/sessions/{session_token}/logged-in', () => {
  test('without body, length and media type, of a session the cache has: kept before it is answered', async () => {
    await server.visible(token);
    const answer = await login(token);
    expect([answer.status, answer.body]).toEqual([
      200,
      { logged_in: true, asserted_at: `${new Date(server.now()).toISOString().slice(0, 19)}Z` },
    ]);
    expect(Object.keys(answer.body)).toEqual(Object.keys(assertLogin.example.answer));
    expect(lastReport()).toMatchObject({
      session_token: token,
      report: { reported_at: server.now(), logged_in: true, hit: null },
    });
  });

  test('a body and a media type nobody asked for are no reason to refuse', async () => {
    await server.visible(token);
    const odd = { headers: { 'content-type': 'text/html' }, body: '<p>' };
    expect((await server.post(`/v1/sessions/${token}/logged-in`, odd)).status).toBe(200);
  });

  test('a session the database alone has is known, also while the cache is away', async () => {
    await server.stored('old');
    server.faults.cache = true;
    expect((await login('old')).status).toBe(200);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['nobody has seen', async () => {}, 'never'],
    ['of another project', async () => server.stored('theirs', await seedProject(server.database)), 'theirs'],
    ['erased a moment ago', () => server.visible('erased', []), 'erased'],
    ['whose token is none', async () => {}, 'a%2Fb'],
  ])('a session %s is unknown, and nothing is kept', async (_what, prepare, of) => {
    await prepare();
    const before = server.published.length;
    const answer = await login(of);
    expect([answer.status, answer.body.code, server.published.length]).toEqual([
      404,
      'UNKNOWN_SESSION',
      before,
    ]);
  });

  test('when neither store can tell, the client is to try again', async () => {
    await login('warms the memory of keys');
    Object.assign(server.faults, { cache: true, database: true });
    expect(await login('whoever')).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
  });
});

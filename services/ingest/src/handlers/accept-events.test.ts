import { readFileSync } from 'node:fs';
import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { decodeSignalBatch, Problem, type SignalBatch, topics } from '@botect/contracts';
import { connectDatabase, type Database } from '@botect/database';
import { type HttpListener, httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { type Closable, silentLog as log, noTelemetry } from '@botect/runtime';
import { noTally as tally } from '@botect/tally';
import { fakeClock, type SeededProject, seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ingest } from '../wiring.ts';

const now = fakeClock(Date.UTC(2026, 5, 14));
const open: Closable[] = [];
let database: Database;
let listener: HttpListener;
let project: SeededProject;
let brokerAway = false;
const published: SignalBatch[] = [];

beforeAll(async () => {
  const use = async <Part extends Closable>(opening: Promise<Part>) => {
    const part = await opening;
    open.push(part);
    return part;
  };
  database = await use(connectDatabase({ migrate: true }));
  const cache = await use(connectCache({ embedded: true, now }));
  const bus = await use(connectBus({ sql: database, log }, topics));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  const publish: typeof bus.publish = async (record) => {
    if (brokerAway) throw new Problem('SERVICE_UNAVAILABLE', 'The log is away.');
    await bus.publish(record);
    published.push(decodeSignalBatch(record.value));
  };
  const to = { bus: { publish }, cache, database, policy, tally, telemetry: noTelemetry, log, now };
  const { routes } = ingest(to);
  listener = await use(
    httpServer({ routes, log, telemetry: noTelemetry }).listen({ port: 0, host: '127.0.0.1' }),
  );
  project = await seedProject(database);
}, 60_000);
afterAll(async () => {
  for (const part of open.toReversed()) await part.close();
});

let events = 0;
const event = (over: object = {}) => {
  events += 1;
  return {
    request_id: `e${events}`,
    type: 'mouse',
    received_at: '2026-06-14T10:00:00Z',
    payload: { mouse_moves: 1 },
    ...over,
  };
};
const batch = (over: object = {}) => ({ session_token: null, events: [event()], ...over });
const minted = expect.stringMatching(/^sess_[0-9a-f]{48}$/);
const bt = 'bt_Zk3vQm8LxR2sTu5WyA7bCd9E';

async function post(body: unknown, headers: Record<string, string> = {}, from = project) {
  const response = await fetch(`http://127.0.0.1:${listener.port}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-botect-site-key': from.siteKey, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer may have any shape; the assertions say which.
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

describe('POST /v1/events', () => {
  test('the quickstart’s request is kept and gets a session', async () => {
    const body = readFileSync(
      new URL('../../../../libs/contracts/golden/quickstart.json', import.meta.url),
      'utf8',
    );
    const answer = await post(body, { 'idempotency-key': Buffer.from('6f1c…batch-uuid').toString('latin1') });
    expect(answer).toMatchObject({
      status: 202,
      body: { session_token: minted, accepted: 1, duplicates: 0 },
    });
    expect(Object.keys(answer.body)).toEqual(['session_token', 'accepted', 'duplicates']);
    expect(published.at(-1)).toMatchObject({
      project_id: project.projectId,
      session_token: answer.body.session_token,
    });
  });

  test('collector 1.5’s request, its key in the body and as plain text, keeps the token it minted', async () => {
    const body = readFileSync(
      new URL('../../../../libs/contracts/golden/collector-1.5.0.json', import.meta.url),
      'utf8',
    );
    const own = { ...JSON.parse(body), site_key: project.siteKey };
    const beacon = await fetch(`http://127.0.0.1:${listener.port}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(own),
    });
    expect(beacon.headers.get('access-control-allow-origin')).toBe('*');
    expect(await beacon.json()).toEqual({ session_token: bt, accepted: 3, duplicates: 0 });
  });

  test('a first contact retried with its idempotency key lands in the same session and counts nothing twice', async () => {
    const first = batch({ events: [event(), event()] });
    const headers = { 'idempotency-key': '0b9d4c0e-8a1f-4f4e-9a33-0d9f3a1f0001' };
    const [once, again] = [await post(first, headers), await post(first, headers)];
    expect(once.body).toEqual({ session_token: minted, accepted: 2, duplicates: 0 });
    expect(again.body).toEqual({ session_token: once.body.session_token, accepted: 0, duplicates: 2 });
  });

  test('the same idempotency key in another project is another session', async () => {
    const other = await seedProject(database);
    const headers = { 'idempotency-key': 'same' };
    const [mine, theirs] = [await post(batch(), headers), await post(batch(), headers, other)];
    expect(mine.body.session_token).not.toBe(theirs.body.session_token);
  });

  test.each(['bad/token', 'guessable', 'x'.repeat(129), ''])('the token "%s" is replaced', async (token) => {
    expect((await post(batch({ session_token: token }))).body.session_token).toEqual(minted);
  });

  test('an absent session token is a first contact', async () => {
    expect((await post({ events: [event()] })).body.session_token).toEqual(minted);
  });

  test('an event repeated inside a batch, or in a later one, counts as a duplicate', async () => {
    const [one, two] = [event(), event()];
    const { body } = await post(batch({ session_token: bt, events: [one, one, two] }));
    expect(body).toMatchObject({ accepted: 2, duplicates: 1 });
    expect((await post(batch({ session_token: bt, events: [two, event()] }))).body).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
  });

  test('the broker away means 503, nothing kept, and the retry counts as new', async () => {
    const body = batch({ session_token: bt });
    brokerAway = true;
    const refused = await post(body);
    brokerAway = false;
    expect([refused.status, refused.body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect((await post(body)).body).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  test('over its monthly quota an account is told so and served all the same', async () => {
    const metered = await seedProject(database, { monthlyEventQuota: 10 });
    const used = (n: number) =>
      database.query(
        'insert into scoring.usage_months values ($1, $2, $3) on conflict (account_id, month) do update set events = excluded.events',
        [metered.accountId, '2026-06-01', n],
      );
    await used(9);
    expect((await post(batch(), {}, metered)).body.over_quota).toBeUndefined();
    await used(10);
    now.advance(5_001);
    expect(await post(batch(), {}, metered)).toMatchObject({
      status: 202,
      body: { accepted: 1, over_quota: true },
    });
  });

  test('what is recorded of the request: names of headers, never their values', async () => {
    await post(batch(), {
      'user-agent': 'Mozilla/5.0',
      'accept-language': 'de',
      cookie: 'secret=1',
      'x-private': '1',
    });
    const { client } = published.at(-1) as SignalBatch;
    expect(client).toMatchObject({ ip: '127.0.0.1', ua: 'Mozilla/5.0', accept_language: 'de' });
    expect(client?.header_names).toContain('cookie');
    expect(JSON.stringify(published.at(-1))).not.toMatch(/secret|x-private/);
  });

  test.each<[string, () => Promise<{ status: number; body: { code: string } }>, number, string]>([
    ['no key', () => post(batch(), { 'x-botect-site-key': '' }), 401, 'UNAUTHENTICATED'],
    ['an unknown key', () => post(batch(), { 'x-botect-site-key': 'pk_unknown' }), 401, 'UNAUTHENTICATED'],
    [
      'a private key',
      () => post(batch(), { 'x-botect-site-key': project.privateKey }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'two keys at once',
      () => post(batch(), { 'x-botect-site-key': `${project.siteKey}, ${project.siteKey}` }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a project without scoring',
      async () => post(batch(), {}, await seedProject(database, { scoringEnabled: false })),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a project switched off',
      async () => post(batch(), {}, await seedProject(database, { projectActive: false })),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'a suspended account',
      async () => post(batch(), {}, await seedProject(database, { suspended: true })),
      402,
      'NO_ACTIVE_SUBSCRIPTION',
    ],
    ['truncated JSON', () => post('{"session_token": null, "events": ['), 422, 'INVALID_PAYLOAD'],
    ['10,000 nested arrays', () => post('['.repeat(10_000) + ']'.repeat(10_000)), 422, 'INVALID_PAYLOAD'],
    ['NaN in the JSON', () => post('{"events": [NaN]}'), 422, 'INVALID_PAYLOAD'],
    ['a __proto__ key', () => post('{"events": [], "__proto__": {}}'), 422, 'INVALID_PAYLOAD'],
    ['no events', () => post(batch({ events: [] })), 422, 'INVALID_PAYLOAD'],
    [
      '101 events',
      () => post(batch({ events: Array.from({ length: 101 }, () => event()) })),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'an overlong idempotency key',
      () => post(batch(), { 'idempotency-key': 'k'.repeat(256) }),
      422,
      'INVALID_PAYLOAD',
    ],
    ['a megabyte', () => post(`{"a":"${'x'.repeat(1_000_000)}"}`), 413, 'PAYLOAD_TOO_LARGE'],
    [
      'a form',
      () => post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s is refused in the documented shape and nothing is kept', async (_what, call, status, code) => {
    const before = published.length;
    const answer = await call();
    expect([answer.status, answer.body.code, published.length]).toEqual([status, code, before]);
    expect(answer.body).toMatchObject({ error: expect.any(String), message: expect.any(String) });
  });

  test('one invalid event refuses the whole batch and is pointed at', async () => {
    const answer = await post(
      batch({ events: [event(), event({ payload: { email: 'a@b.c', click_events: -1 } })] }),
    );
    const paths = answer.body.details.errors.map(({ path }: { path: string }) => path);
    expect([answer.status, paths.every((path: string) => path.startsWith('events[1]'))]).toEqual([422, true]);
  });
});

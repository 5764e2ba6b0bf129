import { readFileSync } from 'node:fs';
import { decodeSignalBatch } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { batch, event } from './batches.fixture.ts';
import { type IngestServer, ingestServer } from './ingest-server.fixture.ts';

let server: IngestServer;
beforeAll(async () => {
  server = await ingestServer();
}, 180_000);
afterAll(() => server.close());

const lastBatch = () => decodeSignalBatch(server.published.at(-1)?.value ?? Buffer.alloc(0));
const minted = expect.stringMatching(/^sess_[0-9a-f]{48}$/);
const bt = 'bt_Zk3vQm8LxR2sTu5WyA7bCd9E';
const post = (body: unknown, headers: Record<string, string> = {}, from = server.project) =>
  server.post('/v1/events', {
    body,
    headers: { authorization: '', 'x-botect-site-key': from.siteKey, ...headers },
  });

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
    expect(lastBatch()).toMatchObject({
      project_id: server.project.projectId,
      session_token: answer.body.session_token,
    });
  });

  test('collector 1.5’s request, its key in the body and as plain text, keeps the token it minted', async () => {
    const body = readFileSync(
      new URL('../../../../libs/contracts/golden/collector-1.5.0.json', import.meta.url),
      'utf8',
    );
    const own = { ...JSON.parse(body), site_key: server.project.siteKey };
    const asText = { authorization: '', 'content-type': 'text/plain;charset=UTF-8' };
    const beacon = await server.post('/v1/events', { body: own, headers: asText });
    expect(beacon.headers.get('access-control-allow-origin')).toBe('*');
    expect(beacon.body).toEqual({ session_token: bt, accepted: 3, duplicates: 0 });
  });

  test('a first contact retried with its idempotency key lands in the same session and counts nothing twice', async () => {
    const first = batch({ events: [event(), event()] });
    const headers = { 'idempotency-key': '0b9d4c0e-8a1f-4f4e-9a33-0d9f3a1f0001' };
    const [once, again] = [await post(first, headers), await post(first, headers)];
    expect(once.body).toEqual({ session_token: minted, accepted: 2, duplicates: 0 });
    expect(again.body).toEqual({ session_token: once.body.session_token, accepted: 0, duplicates: 2 });
  });

  test('the same idempotency key in another project is another session', async () => {
    const other = await seedProject(server.database);
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
    server.faults.broker = true;
    const refused = await post(body);
    server.faults.broker = false;
    expect([refused.status, refused.body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect((await post(body)).body).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  test('over its monthly quota an account is told so and served all the same', async () => {
    const metered = await seedProject(server.database, { monthlyEventQuota: 10 });
    const used = (n: number) =>
      server.database.query(
        'insert into scoring.usage_months values ($1, $2, $3) on conflict (account_id, month) do update set events = excluded.events',
        [metered.accountId, '2026-06-01', n],
      );
    await used(9);
    expect((await post(batch(), {}, metered)).body.over_quota).toBeUndefined();
    await used(10);
    server.now.advance(5_001);
    expect(await post(batch(), {}, metered)).toMatchObject({
      status: 202,
      body: { accepted: 1, over_quota: true },
    });
    expect(server.telemetry.measured.get('botect.ingest.over_quota')).toEqual([1]);
  });

  test('what is recorded of the request: names of headers, never their values', async () => {
    await post(batch(), {
      'user-agent': 'Mozilla/5.0',
      'accept-language': 'de',
      cookie: 'secret=1',
      'x-private': '1',
    });
    const { client } = lastBatch();
    expect(client).toMatchObject({ ip: '127.0.0.1', ua: 'Mozilla/5.0', accept_language: 'de' });
    expect(client?.header_names).toContain('cookie');
    expect(JSON.stringify(lastBatch())).not.toMatch(/secret|x-private/);
  });
});

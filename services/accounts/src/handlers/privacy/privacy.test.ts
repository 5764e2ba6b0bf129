import { connectBus, type OutgoingRecord } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { decodeSessionErasure, Problem, topics } from '@botect/contracts';
import type { Database } from '@botect/database';
import { requestOf } from '@botect/http';
import { silentLog as log } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { alike, type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { seedDetails } from '../../adapters/session-details.fixture.ts';
import { postgresSessionReader } from '../../adapters/session-reader.postgres.ts';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { exportSessions } from './export-sessions.ts';

const june = Date.UTC(2026, 5, 14);
const visitor = { ip: '203.0.113.9', ua: 'Mozilla' };
const usual: SeededSession = { token: 's', score: 50, lastSeenMs: june, ...visitor };
const published: OutgoingRecord[] = [];
/** How many records the log still takes. */
let room = Number.POSITIVE_INFINITY;
const bus = {
  async publish(record: OutgoingRecord) {
    if (published.length >= room) throw new Problem('SERVICE_UNAVAILABLE', 'The event log does not answer.');
    published.push(record);
  },
};

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }), { bus, now: () => june });
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(() => {
  published.length = 0;
  room = Number.POSITIVE_INFINITY;
});

const project = '/v1/projects/{project}';
const session = `${project}/sessions/s`;
const erasing = `${project}/privacy/erase`;
const exporting = `${project}/privacy/export`;
const erased = () => published.map(({ value }) => decodeSessionErasure(value)?.session_token);
const auditOf = ({ accountId }: Story) => database.prisma.auditEntry.findMany({ where: { accountId } });
const lines = ({ text }: { readonly text: string }) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
async function storyWith(...seeded: SeededSession[]): Promise<Story> {
  const story = await server.story();
  await seedSessions(database, story, seeded);
  return story;
}

describe('erasing', () => {
  test('a session asks for it among the signals of that session, and is accepted when that is kept', async () => {
    const { call, projectId } = await storyWith(usual);
    expect(await call('DELETE', session)).toMatchObject({
      status: 202,
      body: { erasing: 1, has_more: false },
    });
    const [{ topic, key, value } = { topic: '', key: '', value: Buffer.alloc(0) }] = published;
    expect([topic, key]).toEqual(['signals', `${projectId}:s`]);
    const erasure = { project_id: projectId, session_token: 's', requested_at: june };
    expect(decodeSessionErasure(value)).toEqual(erasure);
  });

  test.each<[body: object, tokens: string[]]>([
    [{ session_token: 's' }, ['s']],
    [{ ip: '203.0.113.9' }, ['agent', 's']],
    [{ user_agent: 'Mozilla' }, ['address', 's']],
    [{ ip: '203.0.113.9', user_agent: 'Mozilla' }, ['s']],
    [{ session_token: 's', ip: '203.0.113.1' }, []],
  ])('all sessions of %j', async (body, tokens) => {
    const address = { ...usual, token: 'address', ip: '203.0.113.1' };
    const agent = { ...usual, token: 'agent', ua: 'curl', lastSeenMs: june - 400 * 86_400_000 };
    const { call } = await storyWith(usual, address, agent);
    const answer = await call('POST', erasing, { body });
    expect(answer).toMatchObject({ status: 202, body: { erasing: tokens.length, has_more: false } });
    expect(erased().sort()).toEqual(tokens);
  });

  test('more than one call erases says so', async () => {
    const { call } = await storyWith(...alike(10_001, usual));
    const { body } = await call('POST', erasing, { body: { ip: visitor.ip } });
    expect([body, published.length]).toEqual([{ erasing: 10_000, has_more: true }, 10_000]);
  });

  test('is audited without saying whose sessions those were', async () => {
    const story = await storyWith(usual);
    await story.call('POST', erasing, { body: { ip: visitor.ip } });
    const [entry] = await auditOf(story);
    expect(entry).toMatchObject({ action: 'sessions.erased', projectId: story.projectId });
    expect(entry?.after).toEqual({ erasing: 1, selected_by: ['ip'] });
  });

  test.each<[method: string, path: string, body: object | undefined]>([
    ['DELETE', session, undefined],
    ['POST', erasing, { ip: visitor.ip }],
  ])('%s %s without the log is 503, and neither done nor audited', async (method, path, body) => {
    room = 0;
    const story = await storyWith(usual);
    const answer = await story.call(method, path, { ...(body && { body }) });
    expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(await auditOf(story)).toEqual([]);
  });

  test('that the log left off halfway is 503, and the audit says how many it took', async () => {
    room = 2;
    const story = await storyWith(...alike(3, usual));
    expect((await story.call('POST', erasing, { body: { ip: visitor.ip } })).status).toBe(503);
    expect((await auditOf(story)).map(({ after }) => after)).toEqual([{ erasing: 2, selected_by: ['ip'] }]);
  });

  test('nothing is accepted, does nothing and is not audited', async () => {
    const story = await storyWith();
    const answer = await story.call('POST', erasing, { body: { ip: visitor.ip } });
    expect(answer).toMatchObject({ status: 202, body: { erasing: 0, has_more: false } });
    expect([await auditOf(story), published]).toEqual([[], []]);
  });

  test('a viewer may not', async () => {
    const { call } = await server.story({ role: 'viewer' });
    const answers = [
      await call('DELETE', session),
      await call('POST', erasing, { body: { ip: visitor.ip } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  test('works on the embedded log, which shares its connection with the audit', async () => {
    const embedded = await connectBus({ sql: database, log }, topics);
    const cache = await connectCache({ embedded: true });
    const own = await serveAccounts(database, cache, { bus: embedded });
    const story = await own.story();
    await seedSessions(database, story, alike(3, usual));
    const { status, body } = await story.call('POST', erasing, { body: { ip: visitor.ip } });
    expect([status, body['erasing'], (await auditOf(story)).length]).toEqual([202, 3, 1]);
    await own.close();
    await embedded.close();
  });
});

describe('exporting', () => {
  test('a session gives all that is stored of it', async () => {
    const { call, projectId } = await storyWith(usual);
    const state = { seen: [1, 2], pages: {} };
    await seedDetails(database, { projectId, token: 's' }, { state });
    const { status, body } = await call('GET', `${session}/export`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ project_id: projectId, token: 's', ip: visitor.ip, ua: visitor.ua, state });
  });

  test('the sessions of a visitor gives a line for each, newest first, and one that they were all', async () => {
    const story = await storyWith(usual, { ...usual, token: 'newer', lastSeenMs: june + 1 });
    await seedSessions(database, story, [{ ...usual, token: 'other', ip: '192.0.2.1' }]);
    const answer = await story.call('POST', exporting, { body: { ip: visitor.ip } });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/x-ndjson']);
    const [newer, s, end] = lines(answer);
    expect([newer.token, s.token, end]).toEqual(['newer', 's', { exported: 2, has_more: false, next: null }]);
    const [entry] = await auditOf(story);
    expect(entry).toMatchObject({ action: 'sessions.exported', after: { exported: 2, selected_by: ['ip'] } });
  });

  test.each([
    ['by number', { sessionsMax: 2, bytesMax: 1_000_000, pageSize: 2 }],
    ['by number, between pages', { sessionsMax: 3, bytesMax: 1_000_000, pageSize: 2 }],
    ['by size', { sessionsMax: 100, bytesMax: 1, pageSize: 2 }],
  ])('what was cut %s says so, and goes on where it was cut', async (_, limits) => {
    const story = await storyWith(...alike(5, usual));
    const handle = exportSessions({ sessions: postgresSessionReader(database) }, limits);
    const seen: string[] = [];
    for (let after: string | undefined, calls = 0; calls < 5; calls += 1) {
      const request = requestOf({ body: { ip: visitor.ip, ...(after && { after }) } });
      const commit: ProjectVisit['commit'] = async (work) => (await work({} as never)).reply;
      const { body } = await handle({
        request,
        commit,
        projectId: story.projectId,
      } as unknown as ProjectVisit);
      const all = lines({ text: `${body}` });
      seen.push(...all.slice(0, -1).map(({ token }) => token));
      after = all.at(-1).next ?? undefined;
      expect(all.at(-1)).toMatchObject({ exported: all.length - 1, has_more: after !== undefined });
      if (after === undefined) break;
    }
    expect(seen).toEqual(['s-4', 's-3', 's-2', 's-1', 's-0']);
  });
});

describe('what both refuse', () => {
  test.each<[method: string, path: string]>([
    ['GET', `${session}/export`],
    ['DELETE', session],
  ])('%s %s of a session of another project, or of none: 404', async (method, path) => {
    const [{ call }] = [await storyWith(), await storyWith(usual)];
    expect(await call(method, path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(published).toEqual([]);
  });

  test.each<[body: object, path: string]>([
    [{}, ''],
    [{ ip: '203.0.113.0/24' }, 'ip'],
    [{ ip: '' }, 'ip'],
    [{ user_agent: '' }, 'user_agent'],
    [{ user_agent: 'nul \0' }, 'user_agent'],
    [{ session_token: 'a b' }, 'session_token'],
    [{ ip: visitor.ip, all: true }, ''],
  ])('%j is refused with its fault: 422', async (body, path) => {
    const { call } = await storyWith(usual);
    const errors = expect.arrayContaining([{ path, message: expect.any(String) }]);
    for (const at of [erasing, exporting]) {
      const answer = await call('POST', at, { body });
      expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_PAYLOAD', details: { errors } } });
    }
    expect(published).toEqual([]);
  });

  test('a cursor nobody handed out: 422', async () => {
    const { call } = await storyWith(usual);
    const answer = await call('POST', exporting, { body: { ip: visitor.ip, after: 'x' } });
    expect(answer).toMatchObject({ status: 422, body: { details: { errors: [{ path: 'after' }] } } });
  });
});

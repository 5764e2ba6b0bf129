import { connectCache } from '@botect/cache';
import { accountTrafficSchema, liveTrafficSchema, trafficSchema } from '@botect/contracts';
import type { Database } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alike, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

const hourMs = 3_600_000;
/** Half past ten. */
const june = Date.UTC(2026, 5, 14, 10, 30);

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }), { now: () => june });
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const ofProject = '/v1/projects/{project}/traffic';
const show = async ({ call }: Story, query: Record<string, string> = {}) =>
  trafficSchema.parse((await call('GET', `${ofProject}?${new URLSearchParams(query)}`)).body);
const verdicts = (projectId: number, hour: number, count: number) =>
  database.prisma.verdictHour.create({
    data: { projectId, hour: new Date(hour), band: 'definite', action: 'block', verdicts: count },
  });

describe('the traffic of a project', () => {
  test('is that of the last day by the hour, each hour with a point', async () => {
    const story = await server.story();
    const ten = Date.UTC(2026, 5, 14, 10);
    await seedSessions(database, story, alike(3, { token: 's', score: 1, lastSeenMs: ten }));
    await verdicts(story.projectId, ten, 7);
    const { from, to, bucket, points } = await show(story);
    expect([from, to, bucket]).toEqual(['2026-06-13T10:00:00.000Z', '2026-06-14T10:30:00.000Z', 'hour']);
    expect(points).toHaveLength(25);
    expect(points.at(-1)).toMatchObject({
      at: '2026-06-14T10:00:00.000Z',
      sessions: { definite: 3, likely_human: 0 },
      verdicts: { total: 7, by_band: { definite: 7 }, by_action: { block: 7, allow: 0 } },
    });
    for (const { sessions, verdicts } of points.slice(0, -1))
      expect([sessions.definite, verdicts.total]).toEqual([0, 0]);
  });

  test.each<
    [title: string, query: Record<string, string>, bucket: string, from: string, to: string, points: number]
  >([
    [
      'seven days by the hour',
      { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z' },
      'hour',
      '2026-06-01T00:00',
      '2026-06-08T00:00',
      168,
    ],
    [
      'more by the day',
      { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:01Z' },
      'day',
      '2026-06-01T00:00',
      '2026-06-09T00:00',
      8,
    ],
    [
      'up to a whole bucket',
      { from: '2026-06-13T08:30:00Z', to: '2026-06-13T09:30:00Z' },
      'hour',
      '2026-06-13T08:00',
      '2026-06-13T10:00',
      2,
    ],
    [
      'the same month of the year before',
      { month: '5', year: '2025' },
      'day',
      '2025-05-10T00:00',
      '2025-06-01T00:00',
      22,
    ],
    [
      'the whole of a month that is over',
      { month: '5', year: '2026' },
      'day',
      '2026-05-01T00:00',
      '2026-06-01T00:00',
      31,
    ],
    [
      'from a whole bucket on',
      { from: '2026-06-14T08:59:00Z' },
      'hour',
      '2026-06-14T08:00',
      '2026-06-14T10:30',
      3,
    ],
    ['a month up to now', { month: '6', year: '2026' }, 'day', '2026-06-01T00:00', '2026-06-14T10:30', 14],
    [
      'thirty-one days at most',
      { from: '2020-01-01T00:00:00Z' },
      'day',
      '2026-05-14T00:00',
      '2026-06-14T10:30',
      32,
    ],
    [
      'nothing of what is too long ago',
      { month: '1', year: '2025' },
      'hour',
      '2025-05-10T10:30',
      '2025-05-10T10:30',
      0,
    ],
    [
      'nothing of what is to come',
      { month: '7', year: '2026' },
      'hour',
      '2026-06-14T10:30',
      '2026-06-14T10:30',
      0,
    ],
  ])('shows %s', async (_, query, bucket, from, to, points) => {
    const shown = await show(await server.story(), query);
    const times = [shown.from.slice(0, 16), shown.to.slice(0, 16)];
    expect([shown.bucket, ...times, shown.points.length]).toEqual([bucket, from, to, points]);
  });

  test.each([
    ['from=today', 'from'],
    ['month=6', 'month'],
    ['year=2026', 'month'],
    ['month=13&year=2026', 'month'],
    ['month=6&year=2026&from=2026-06-01T00:00:00Z', 'month'],
  ])('%s is refused: 422', async (query, path) => {
    const { call } = await server.story();
    const answer = await call('GET', `${ofProject}?${query}`);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'INVALID_PAYLOAD', details: { errors: [{ path }] } },
    });
  });
});

describe('the traffic of an account', () => {
  test('is that of all its projects, each in total beside it', async () => {
    const [story, foreign] = [await server.story(), await server.story()];
    const { accountId } = story;
    const { body } = await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
    const second = { accountId, projectId: Number(body['id']) };
    const lastSeenMs = june - hourMs;
    await seedSessions(database, story, alike(1, { token: 's', score: 1, lastSeenMs }));
    await seedSessions(database, second, alike(2, { token: 's', score: 50, lastSeenMs }));
    await seedSessions(database, foreign, alike(4, { token: 's', score: 50, lastSeenMs }));
    await verdicts(second.projectId, Date.UTC(2026, 5, 14, 9), 5);
    const traffic = accountTrafficSchema.parse((await story.call('GET', '/v1/traffic')).body);
    expect(traffic.points.at(-2)).toMatchObject({
      sessions: { definite: 1, likely_human: 2 },
      verdicts: { total: 5 },
    });
    expect(traffic.projects).toMatchObject([
      {
        id: story.projectId,
        name: 'Shop',
        sessions: { definite: 1, likely_human: 0 },
        verdicts: { total: 0 },
      },
      {
        id: second.projectId,
        name: 'Second',
        sessions: { definite: 0, likely_human: 2 },
        verdicts: { total: 5 },
      },
    ]);
  });
});

describe('live traffic', () => {
  const live = async ({ call }: Story, query = '') =>
    liveTrafficSchema.parse((await call('GET', `${ofProject}/live${query}`)).body);

  test('shows the minutes that had sessions, and where these came from', async () => {
    const story = await server.story();
    const visitor = { token: 'v', score: 50, lastSeenMs: june - 30_000, ip: '192.0.2.1' };
    const bot = { token: 'b', score: 1, lastSeenMs: june - 59 * 60_000, ip: '203.0.113.9' };
    const before = { token: 'x', score: 1, lastSeenMs: june - 61 * 60_000, ip: '203.0.113.9' };
    await seedSessions(database, story, [visitor, before, ...alike(2, bot)]);
    const { points, ...rest } = await live(story);
    expect(points).toMatchObject([
      { at: '2026-06-14T09:31:00.000Z', sessions: { definite: 2, likely_human: 0 } },
      { at: '2026-06-14T10:29:00.000Z', sessions: { definite: 0, likely_human: 1 } },
    ]);
    expect(rest).toEqual({
      window_minutes: 60,
      bucket_seconds: 60,
      unique_ips: 2,
      top_ips: [
        { ip: '203.0.113.9', sessions: 2, bots: 2 },
        { ip: '192.0.2.1', sessions: 1, bots: 0 },
      ],
    });
  });

  test('of a quiet site is empty', async () => {
    const quiet = { points: [], window_minutes: 5, bucket_seconds: 3_600, unique_ips: 0, top_ips: [] };
    expect(await live(await server.story(), '?window_minutes=5&bucket_seconds=3600')).toEqual(quiet);
  });

  test.each(['window_minutes=4', 'window_minutes=361', 'bucket_seconds=29', 'bucket_seconds=3601'])(
    '%s is refused: 422',
    async (query) => {
      const { call } = await server.story();
      const errors = [{ path: query.split('=')[0] }];
      expect(await call('GET', `${ofProject}/live?${query}`)).toMatchObject({
        status: 422,
        body: { details: { errors } },
      });
    },
  );
});

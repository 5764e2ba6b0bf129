import type { Action } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alike, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

/** Half past ten. */
const june = Date.UTC(2026, 5, 14, 10, 30);
const ten = Date.UTC(2026, 5, 14, 10);

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal({ now: () => june });
}, 180_000);
afterAll(() => portal.close());

const verdicts = async (projectId: number, hour: number, counts: Partial<Record<Action, number>>) => {
  const given = { projectId, hour: new Date(hour), band: 'definite' };
  const data = Object.entries(counts).map(([action, count]) => ({ ...given, action, verdicts: count }));
  await portal.database.prisma.verdictHour.createMany({ data });
};
const rows = async ({ ask }: PortalStory, query: object = {}) =>
  JSON.parse((await ask('/gettrafficdata', query)).text);

describe('traffic', () => {
  test('tells what became of the requests of each site, by the period', async () => {
    const story = await portal.story();
    await verdicts(story.projectId, ten, { allow: 5, log: 1, challenge: 2, delay: 1, block: 3 });
    const day = { startDate: '2026-06-14T00:00:00Z', endDate: '2026-06-14T12:00:00Z' };
    const counts = { requested: 12, passed: 6, failed: 3, blocked: 3 };
    const { siteKey } = story;
    expect(await rows(story, day)).toEqual([{ siteKey, periodStart: '2026-06-14T10:00:00.000Z', ...counts }]);
  });

  test('is that of the current month by the day, unless told', async () => {
    const story = await portal.story();
    await verdicts(story.projectId, ten, { allow: 1 });
    await verdicts(story.projectId, ten - 3_600_000, { allow: 1 });
    await verdicts(story.projectId, Date.UTC(2026, 4, 31, 23), { allow: 1 });
    const [row, ...more] = await rows(story);
    expect([row, more]).toMatchObject([{ periodStart: '2026-06-14T00:00:00.000Z', requested: 2 }, []]);
    expect(await rows(story, { month: 6, year: 2026 })).toEqual([row]);
  });

  test('is of the sites named alone', async () => {
    const story = await portal.story();
    const site = { name: 'second', settings: { domains: ['a.example'] } };
    const { siteKey } = (await story.ask('/sites/create', site)).body;
    await verdicts(story.projectId, ten, { allow: 1 });
    expect(await rows(story, { siteKeys: [siteKey] })).toEqual([]);
    expect(await rows(story, { siteKeys: [story.siteKey] })).toHaveLength(1);
  });

  test('of somebody else is not seen', async () => {
    const [ours, theirs] = [await portal.story(), await portal.story()];
    await verdicts(theirs.projectId, ten, { allow: 1 });
    expect(await rows(ours)).toEqual([]);
  });
});

test('live sessions are those of the last minutes, and where they come from', async () => {
  const story = await portal.story();
  const seen = { token: 's', score: 1, lastSeenMs: ten, ip: '192.0.2.7' };
  const before = { ...seen, token: 'old', lastSeenMs: june - 61 * 60_000 };
  await seedSessions(portal.database, story, [...alike(3, seen), before]);
  const { body } = await story.ask('/getlivesessions', { siteKey: story.siteKey });
  expect(body).toEqual({
    points: [{ time: '2026-06-14T10:00:00.000Z', sessions: 3 }],
    windowMinutes: 60,
    bucketSeconds: 60,
    uniqueIps: 1,
    topIps: [{ ip: '192.0.2.7', sessions: 3, bots: 3 }],
  });
});

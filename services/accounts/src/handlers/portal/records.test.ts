import { recordsFoundSchema } from '@botect/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { alike, type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

const now = Date.UTC(2026, 5, 14, 10, 30);
const dayMs = 86_400_000;

let portal: PortalServer;
let story: PortalStory;
beforeAll(async () => {
  portal = await servePortal({ now: () => now });
}, 180_000);
afterAll(() => portal.close());
beforeEach(async () => {
  story = await portal.story();
});

const search = async (query: object = {}) =>
  recordsFoundSchema.parse((await story.ask('/audit/searchcaptcharecords', query)).body);
const ids = async (query: object) => (await search(query)).records.map(({ id }) => id).sort();

const visitors: SeededSession[] = [
  { token: 'human', score: 90, lastSeenMs: now - 1, ip: '192.0.2.1', ua: 'Firefox', country: 'DE' },
  { token: 'search', score: 20, lastSeenMs: now - 2, verifiedCategory: 'Search' },
  { token: 'likely', score: 29, lastSeenMs: now - 3, detectionIds: [3002] },
  { token: 'bot', score: 1, lastSeenMs: now - 4, ip: '192.0.2.2', detectionIds: [3001, 3002] },
  { token: 'early', score: 0, lastSeenMs: now - 5 },
  { token: 'older', score: 30, lastSeenMs: now - 8 * dayMs },
  { token: 'oldest', score: 90, lastSeenMs: now - 31 * dayMs },
];

describe('a search', () => {
  const criteria = (searchCriteria: object) => ({ searchCriteria });
  test.each([
    [{}, ['bot', 'early', 'human', 'likely', 'search']],
    [{ startDate: 0 }, ['bot', 'early', 'human', 'likely', 'older', 'search']],
    [{ startDate: now - 9 * dayMs, endDate: now - 7 * dayMs }, ['older']],
    [{ startDate: 0, ...criteria({ status: 'Disapproved' }) }, ['bot', 'likely']],
    [{ captchaType: 'blocked' }, ['bot']],
    [{ captchaType: 'all' }, ['bot', 'early', 'human', 'likely', 'search']],
    [criteria({ status: 'Approved' }), ['human', 'search']],
    [criteria({ status: 'Disapproved' }), ['bot', 'likely']],
    [criteria({ status: 'Pending' }), ['early']],
    [{ captchaType: 'blocked', ...criteria({ status: 'Approved' }) }, []],
    [criteria({ ip: '192.0.2.2' }), ['bot']],
    [criteria({ userAgent: 'Firefox' }), ['human']],
    [criteria({ countryCode: 'de' }), ['human']],
    [criteria({ triggeredDetectors: [3002] }), ['bot', 'likely']],
  ])('for %j finds %j', async (query, found) => {
    await seedSessions(portal.database, story, visitors);
    expect(await ids(query)).toEqual(found);
  });

  test('tells what is known of a session', async () => {
    await seedSessions(portal.database, story, visitors.slice(0, 1));
    const told = { ip: '192.0.2.1', userAgent: 'Firefox', countryCode: 'DE', triggeredDetectors: [] };
    const scored = { status: 'Approved', score: 0.1, threshold: 0.7 };
    const place = { id: 'human', siteKey: story.siteKey, timestamp: now - 1 };
    const { records, ...counted } = await search();
    expect(records).toEqual([{ ...place, ...told, ...scored }]);
    expect(counted).toEqual({ total: 1, totalIsExact: true, limit: 20, hasMore: false });
  });

  test('pages over all sites, newest first, each record once', async () => {
    const site = { name: 'second', settings: { domains: ['a.example'] } };
    const { siteKey } = (await story.ask('/sites/create', site)).body;
    const second = await portal.database.prisma.key.findFirstOrThrow({
      where: { publicKey: String(siteKey) },
    });
    const { accountId } = story;
    const seen = (token: string, lastSeenMs: number) => alike(3, { token, score: 50, lastSeenMs });
    await seedSessions(portal.database, story, [...seen('a', now - 5), ...seen('c', now - 9)]);
    await seedSessions(
      portal.database,
      { accountId, projectId: Number(second.projectId) },
      seen('b', now - 7),
    );
    const found: string[] = [];
    let place: object = {};
    for (let hasMore = true; hasMore; ) {
      const page = await search({ pagination: { limit: 2, ...place } });
      found.push(...page.records.map(({ id }) => id));
      place = { lastId: page.lastId, lastTimestamp: page.lastTimestamp };
      ({ hasMore } = page);
    }
    expect(found).toEqual(['a-2', 'a-1', 'a-0', 'b-2', 'b-1', 'b-0', 'c-2', 'c-1', 'c-0']);
    expect(await ids({ siteKey })).toEqual(['b-0', 'b-1', 'b-2']);
  });
});

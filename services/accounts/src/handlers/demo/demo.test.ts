import { demoSessionSchema } from '@botect/contracts';
import type { Database } from '@botect/database';
import { systemClock as now } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { seedDetails } from '../../adapters/session-details.fixture.ts';
import { demo } from '../../wiring.ts';

let database: Database;
let opened: Awaited<ReturnType<typeof demo>>[];
beforeAll(async () => {
  database = await embeddedDatabase();
  opened = await Promise.all([demo({ database, now }), demo({ database, now })]);
}, 180_000);
afterAll(() => database.close());

const site = async () => {
  const { id: projectId, accountId } = await database.prisma.project.findFirstOrThrow();
  return { projectId, accountId };
};
async function shown(session: SeededSession, details: Parameters<typeof seedDetails>[2] = {}) {
  await seedSessions(database, await site(), [session]);
  await seedDetails(database, { ...(await site()), token: session.token }, details);
  return demoSessionSchema.parse(await opened[0]?.session(session.token));
}
const lastSeenMs = Date.UTC(2026, 5, 14, 10);

describe('opening the demo', () => {
  test('makes one site with keys of its own, however often and however many open it', async () => {
    const again = await demo({ database, now });
    const keys = [...opened, again].map(({ siteKey }) => siteKey);
    expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/^pk_\w{32}$/)]));
    expect(await database.prisma.project.count()).toBe(1);
  });

  test('is in the audit, once', async () => {
    const [note, ...others] = await database.prisma.auditEntry.findMany();
    expect(note).toMatchObject({ actorKind: 'system', actorName: 'demo', action: 'project.created' });
    expect([others, note?.projectId]).toEqual([[], (await site()).projectId]);
  });

  test('gives its account to nobody', async () => {
    expect([await database.prisma.membership.count(), await database.prisma.user.count()]).toEqual([0, 0]);
  });
});

describe('a session of the demo', () => {
  test.each([
    [1, 'definite', 'block'],
    [29, 'likely_automated', 'challenge'],
    [30, 'likely_human', 'allow'],
  ])('with the score %i is %s, for which a site would %s', async (score, verdict, action) => {
    const session = await shown({ token: `scored-${score}`, score, lastSeenMs });
    expect(session).toMatchObject({ score, verdict, action, threshold: 30 });
  });

  test('shows reasons with what the registry says of them, and the counts received', async () => {
    const counts = { key: { presses: 4, hold: [4, 320, 27_000] } };
    const reasons = [
      { id: 3014, term: 'metronomic_typing', points: -35, evidence: 'pace_variation 0.01' },
      { id: null, term: 'natural_presses', points: 6, evidence: 'presses 4' },
    ];
    const state = { windows: { windows: 2, counts }, probe: { tells: ['webdriver'], languages: [] } };
    const { sent, probe, ...session } = await shown(
      { token: 'told', score: 21, lastSeenMs },
      { reasons, state },
    );
    expect(session.reasons).toMatchObject([
      { detection_id: 3014, engine: 'behavioral', sentence: 'Keys follow each other at a constant pace.' },
      { detection_id: null, engine: null, sentence: null, points: 6 },
    ]);
    expect([sent, probe.tells]).toEqual([{ windows: 2, counts }, ['webdriver']]);
  });

  test('tells nothing of where the visitor came from', async () => {
    const session = await shown({ token: 'from', score: 50, lastSeenMs, ip: '203.0.113.9', ua: 'Mozilla/9' });
    expect(JSON.stringify(session)).not.toMatch(/203\.0\.113\.9|Mozilla/);
  });
});

describe('what the demo knows nothing of', () => {
  test('is a session of another site', async () => {
    const other = await database.prisma.account.create({
      data: { name: 'Acme', slug: 'acme', projects: { create: { name: 'Shop' } } },
      include: { projects: true },
    });
    const where = { accountId: other.id, projectId: other.projects[0]?.id ?? 0 };
    await seedSessions(database, where, [{ token: 'theirs', score: 12, lastSeenMs }]);
    expect(await opened[0]?.session('theirs')).toMatchObject({ verdict: 'not_computed', score: 0 });
  });

  test.each(['', 'never-seen', "' or true --", 'a'.repeat(200), '\0'])('is %j', async (token) => {
    const session = demoSessionSchema.parse(await opened[0]?.session(token));
    expect(session).toMatchObject({ verdict: 'not_computed', score: 0, action: 'allow', reasons: [] });
  });
});

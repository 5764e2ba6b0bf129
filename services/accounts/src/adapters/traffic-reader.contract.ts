import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { hourMs } from '../core/time-window.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresReadUsage } from './read-usage.postgres.ts';
import { type SeededSession, seedSessions } from './seed-sessions.fixture.ts';
import { seedUsage } from './session-details.fixture.ts';
import { postgresTrafficReader } from './traffic-reader.postgres.ts';

const midnight = Date.UTC(2026, 5, 14);
const window = { fromMs: midnight, toMs: midnight + 2 * hourMs };
const at = (lastSeenMs: number, score = 50, ip: string | null = null): SeededSession => ({
  token: `t-${lastSeenMs}-${score}-${ip}`,
  score,
  lastSeenMs,
  ip,
});

export function trafficReaderContract(database: () => Database): void {
  const reader = () => postgresTrafficReader(database());
  const seeded = async (...sessions: SeededSession[]) => {
    const own = await buildAccount(database());
    await seedSessions(database(), own, sessions);
    return own;
  };

  describe('a traffic reader', () => {
    test('counts sessions by the bucket they were last seen in, the end of the window left out', async () => {
      const inside = [at(midnight), at(midnight + hourMs - 1), at(midnight + hourMs, 1)];
      const { projectId } = await seeded(at(midnight - 1), ...inside, at(midnight + 2 * hourMs));
      await seeded(at(midnight));
      const counted = await reader().sessions([projectId], window, hourMs);
      expect(counted.toSorted((a, b) => a.atMs - b.atMs)).toEqual([
        { projectId, atMs: midnight, band: 'likely_human', sessions: 2 },
        { projectId, atMs: midnight + hourMs, band: 'definite', sessions: 1 },
      ]);
    });

    test('bands sessions by the threshold of now, each project by its own', async () => {
      const [first, second] = [await seeded(at(midnight, 50)), await seeded(at(midnight, 50))];
      const where = { projectId: second.projectId };
      await database().prisma.scoringSettings.update({ where, data: { likelyBotThreshold: 51 } });
      const counted = await reader().sessions([first.projectId, second.projectId], window, hourMs);
      const byProject = new Map(counted.map(({ projectId, band }) => [projectId, band]));
      expect(byProject.get(first.projectId)).toBe('likely_human');
      expect(byProject.get(second.projectId)).toBe('likely_automated');
    });

    test('adds the verdicts of hours up to those of days', async () => {
      const { projectId } = await seeded();
      const row = { projectId, band: 'definite', action: 'block' };
      const hours = [midnight, midnight + 23 * hourMs, midnight + 24 * hourMs];
      const data = hours.map((ms, index) => ({ ...row, hour: new Date(ms), verdicts: 10 ** index }));
      await database().prisma.verdictHour.createMany({ data });
      const days = { fromMs: midnight, toMs: midnight + 48 * hourMs };
      const counted = await reader().verdicts([projectId], days, 24 * hourMs);
      expect(counted.toSorted((a, b) => a.atMs - b.atMs)).toEqual([
        { ...row, atMs: midnight, verdicts: 11 },
        { ...row, atMs: midnight + 24 * hourMs, verdicts: 100 },
      ]);
    });

    test('names the addresses most sessions came from, and counts all of them', async () => {
      const busy = [50, 1, 20].map((score) => at(midnight, score, '203.0.113.9'));
      const others = ['198.51.100.2', '198.51.100.1'].map((ip) => at(midnight, 50, ip));
      const { projectId } = await seeded(...others, ...busy, at(midnight), at(midnight - 1, 50, '192.0.2.1'));
      expect(await reader().addresses(projectId, window, 2)).toEqual({
        distinct: 3,
        top: [
          { ip: '203.0.113.9', sessions: 3, bots: 2 },
          { ip: '198.51.100.1', sessions: 1, bots: 0 },
        ],
      });
    });

    test('no sessions came from nowhere', async () => {
      const { projectId } = await seeded();
      expect(await reader().addresses(projectId, window, 2)).toEqual({ distinct: 0, top: [] });
    });
  });

  describe('the usage of an account', () => {
    test('is its own, of the months asked for, and without a quota unlimited', async () => {
      const [{ accountId }, other] = [await seeded(), await seeded()];
      await seedUsage(database(), accountId, { '2026-04': 1, '2026-05': 2, '2026-06': 3, '2026-07': 4 });
      await seedUsage(database(), other.accountId, { '2026-05': 9 });
      const usage = await postgresReadUsage(database())(accountId, { first: '2026-05', last: '2026-06' });
      expect(usage.quota).toBeNull();
      expect([...usage.events].sort()).toEqual([
        ['2026-05', 2],
        ['2026-06', 3],
      ]);
    });

    test('comes with the quota', async () => {
      const { accountId } = await seeded();
      await database().prisma.account.update({
        where: { id: accountId },
        data: { monthlyEventQuota: 1_000n },
      });
      const usage = await postgresReadUsage(database())(accountId, { first: '2026-05', last: '2026-05' });
      expect([usage.quota, usage.events.size]).toEqual([1_000, 0]);
    });
  });
}

import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import type { Suspect } from '../core/suggested-rule.ts';
import type { Stores } from '../ports/index.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresReadSessions } from './read-sessions.postgres.ts';
import { alike, type SeededSession, seedSessions } from './seed-sessions.fixture.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';

const nowMs = Date.UTC(2026, 5, 14, 10);
const hourMs = 3_600_000;
const period = { fromMs: nowMs - 24 * hourMs, toMs: nowMs };
const lastSeenMs = nowMs - hourMs;
const proposed = (subject: string, differences = {}) => ({
  kind: 'network' as const,
  subject,
  sessions: 40,
  botSessions: 39,
  expressionSource: `ip in ["${subject}"]`,
  action: 'challenge' as const,
  ...differences,
});

export function suggestionStoreContract(database: () => Database): void {
  const stores = () => prismaStores(database().prisma, () => nowMs);
  const transact = <Outcome>(work: (inside: Stores) => Promise<Outcome>) =>
    prismaTransact(database().prisma, () => nowMs)(work);
  const project = async () => ({ ...(await buildAccount(database())), likelyBotThreshold: 30 });
  type Built = Awaited<ReturnType<typeof project>>;
  const propose = (own: Built, ...rules: ReturnType<typeof proposed>[]) =>
    stores().suspicions.propose(own, period, rules);
  const ruleOf = async ({ accountId, projectId }: Built, expiresAt: Date | null) => {
    const rule = { name: 'x', expressionSource: '', expression: {}, action: 'block' };
    return (await database().prisma.rule.create({ data: { accountId, projectId, expiresAt, ...rule } })).id;
  };
  const enable = ({ projectId }: Built) =>
    database().prisma.scoringSettings.update({ where: { projectId }, data: { enabledAt: new Date(nowMs) } });
  const suspectsAmong = async (...sessions: SeededSession[]) => {
    const own = await project();
    await seedSessions(database(), own, sessions);
    return stores().suspicions.suspects(own, period);
  };

  describe('a suggestion store', () => {
    test('lists the open ones of the project alone, most bots first', async () => {
      const [own, foreign] = [await project(), await project()];
      await propose(own, proposed('192.0.2.0/24'), proposed('198.51.100.0/24', { botSessions: 40 }));
      await propose(foreign, proposed('192.0.2.0/24'));
      const listed = await stores().suggestions.list(own.projectId);
      expect(listed.map(({ subject }) => subject)).toEqual(['198.51.100.0/24', '192.0.2.0/24']);
      expect(listed[1]).toMatchObject({ status: 'open', bot_sessions: 39, rule_id: null });
      expect(listed[1]?.period_start).toBe(new Date(period.fromMs).toISOString());
      const found = await stores().suggestions.find(own.projectId, listed[1]?.id ?? 0);
      expect([found, await stores().suggestions.find(foreign.projectId, found?.id ?? 0)]).toEqual([
        listed[1],
        null,
      ]);
    });

    test('brings an open one up to date, and leaves alone what was decided', async () => {
      const own = await project();
      const subjects = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];
      await propose(own, ...subjects.map((subject) => proposed(subject)));
      const [open, dismissed, applied] = await stores().suggestions.list(own.projectId);
      await stores().suggestions.settle(dismissed?.id ?? 0, 'dismissed');
      await stores().suggestions.settle(applied?.id ?? 0, { ruleId: 7 });
      await propose(own, ...subjects.map((subject) => proposed(subject, { sessions: 50 })));
      const ids = [open, dismissed, applied].map((suggestion) => suggestion?.id ?? 0);
      const now = await transact(({ suggestions }) => suggestions.hold(own.projectId, ids));
      expect(now.map(({ status, sessions, rule_id }) => [status, sessions, rule_id])).toEqual([
        ['open', 50, null],
        ['dismissed', 40, null],
        ['applied', 40, 7],
      ]);
    });

    test.each([
      ['whose rule expired', { expiresAt: new Date(0) }, 0, 'open'],
      ['whose rule was deleted', null, 0, 'open'],
      ['whose rule lives', { expiresAt: new Date('9999-01-01') }, 0, 'applied'],
      ['whose rule never ends', { expiresAt: null }, 0, 'applied'],
      ['within the period', { expiresAt: new Date(0) }, period.fromMs, 'applied'],
    ])('one applied %s is then %4$s', async (_, rule, appliedMs, status) => {
      const own = await project();
      await propose(own, proposed('192.0.2.0/24'));
      const id = (await stores().suggestions.list(own.projectId))[0]?.id ?? 0;
      const ruleId = rule === null ? 2_147_483_647 : await ruleOf(own, rule.expiresAt);
      const data = { status: 'applied', ruleId, updatedAt: new Date(appliedMs) };
      await database().prisma.ruleSuggestion.update({ where: { id }, data });
      await propose(own, proposed('192.0.2.0/24'));
      const found = await stores().suggestions.find(own.projectId, id);
      expect(found).toMatchObject({ status, rule_id: status === 'open' ? null : ruleId });
    });

    test('lists the first hundred', async () => {
      const own = await project();
      const subjects = Array.from({ length: 101 }, (_, index) => `198.51.${index}.0/24`);
      await propose(own, ...subjects.map((subject, index) => proposed(subject, { botSessions: index })));
      const listed = await stores().suggestions.list(own.projectId);
      expect([listed.length, listed.at(-1)?.bot_sessions]).toEqual([100, 1]);
    });

    test('holds what exists of the project, in order of id', async () => {
      const [own, foreign] = [await project(), await project()];
      await propose(own, proposed('192.0.2.0/24'), proposed('198.51.100.0/24'));
      const ids = (await stores().suggestions.list(own.projectId)).map(({ id }) => id);
      const hold = (projectId: number) =>
        transact(({ suggestions }) => suggestions.hold(projectId, [2_147_483_647, ...ids.toReversed()]));
      expect((await hold(own.projectId)).map(({ id }) => id)).toEqual(ids);
      expect(await hold(foreign.projectId)).toEqual([]);
    });
  });

  test('of those who decide on a suggestion at the same time one finds it open', async () => {
    const own = await project();
    await propose(own, proposed('192.0.2.0/24'), proposed('198.51.100.0/24'));
    const ids = (await stores().suggestions.list(own.projectId)).map(({ id }) => id);
    const decide = (order: readonly number[]) =>
      transact(async ({ suggestions }) => {
        const open = (await suggestions.hold(own.projectId, order)).filter(({ status }) => status === 'open');
        for (const { id } of open) await suggestions.settle(id, 'dismissed');
        return open.length;
      });
    const found = await Promise.all([ids, ids.toReversed(), ids, ids.toReversed()].map(decide));
    expect(found.sort()).toEqual([0, 0, 0, 2]);
  });

  describe('suspicions', () => {
    const bot = { token: 'b', score: 5, lastSeenMs };
    const human = { token: 'h', score: 90, lastSeenMs };
    const at = (ip: string, session = bot) => ({ ...session, token: `${session.token}-${ip}`, ip });

    test.each<[string, SeededSession[], (readonly [string, number, number])[]]>([
      ['20 bots of a network', alike(20, at('203.0.113.7')), [['203.0.113.0/24', 20, 20]]],
      ['19 are too few', alike(19, at('203.0.113.7')), []],
      [
        'nine of ten are bots',
        [...alike(27, at('203.0.113.7')), ...alike(3, at('203.0.113.8', human))],
        [['203.0.113.0/24', 30, 27]],
      ],
      ['less than nine of ten', [...alike(26, at('203.0.113.7')), ...alike(3, at('203.0.113.8', human))], []],
      ['a score at the threshold is no bot', alike(20, { ...at('203.0.113.7'), score: 30 }), []],
      ['a session without a score is no bot', alike(20, { ...at('203.0.113.7'), score: 0 }), []],
      ['a verified bot is none', alike(20, { ...at('203.0.113.7'), verifiedCategory: 'Search' }), []],
      ['older than a day', alike(20, { ...at('203.0.113.7'), lastSeenMs: period.fromMs - 1 }), []],
      [
        'an IPv6 network however it is written',
        [...alike(10, at('2001:db8::1')), ...alike(10, at('2001:DB8:0:0:ffff::2'))],
        [['2001:db8::/64', 20, 20]],
      ],
      [
        'what is no address',
        ['', 'x', '1.2.3', '1.2.3.4.', '12345:1:1:1:1:1:1:1', '::1::', '256.1.1.1'].flatMap((ip) =>
          alike(20, at(ip)),
        ),
        [],
      ],
      ['IPv4 written as IPv6', alike(20, at('::ffff:cb00:7107')), []],
      ['an agent', alike(20, { ...bot, ua: 'curl "8"' }), [['curl "8"', 20, 20]]],
      ['an agent that fits no expression', alike(20, { ...bot, ua: 'x'.repeat(1000) }), []],
      ['no agent', alike(20, { ...bot, ua: '' }), []],
    ])('%s', async (_, sessions, expected) => {
      const found = await suspectsAmong(...sessions);
      expect(found.map(({ subject, ...counts }) => [subject, counts.sessions, counts.botSessions])).toEqual(
        expected,
      );
    });

    test('of score 1 are bots even where the threshold calls nothing else one', async () => {
      const own = { ...(await project()), likelyBotThreshold: 1 };
      await seedSessions(database(), own, alike(20, { ...at('203.0.113.7'), score: 1 }));
      expect(await stores().suspicions.suspects(own, period)).toMatchObject([{ botSessions: 20 }]);
    });

    test('are the 20 with the most bots', async () => {
      const found: readonly Suspect[] = await suspectsAmong(
        ...Array.from({ length: 22 }, (_, network) => alike(20 + network, at(`203.0.${network}.1`))).flat(),
      );
      expect(found.map(({ botSessions }) => botSessions)).toEqual(
        Array.from({ length: 20 }, (_, index) => 41 - index),
      );
    });

    test('fall on projects that are scored, not suspended, and had visitors', async () => {
      const [own, idle, unscored] = [await project(), await project(), await project()];
      const suspended = {
        ...(await buildAccount(database(), { suspendedAt: new Date(0) })),
        likelyBotThreshold: 30,
      };
      for (const one of [own, idle, suspended]) await enable(one);
      for (const one of [own, unscored, suspended]) await seedSessions(database(), one, [bot]);
      const observed = (await stores().suspicions.projects(period.fromMs)).map(({ projectId }) => projectId);
      const asked = [own, idle, unscored, suspended].map(({ projectId }) => observed.includes(projectId));
      expect(asked).toEqual([true, false, false, false]);
    });
  });

  describe('stored sessions', () => {
    const read = () => postgresReadSessions(database());

    test('come newest first, page after page, each once, those without a score left out', async () => {
      const own = await project();
      const seen = [5, 3, 3, 3, 1].map((hours, index) => ({
        token: `t${index}`,
        score: index === 2 ? 0 : 50,
        lastSeenMs: nowMs - hours * hourMs,
      }));
      const verified = { token: 'v', score: 0, lastSeenMs: nowMs - 2 * hourMs, verifiedCategory: 'Search' };
      await seedSessions(database(), own, [...seen, verified]);
      const sinceMs = nowMs - 4 * hourMs;
      const tokens: string[] = [];
      let after: Awaited<ReturnType<ReturnType<typeof read>>>[number] | undefined;
      do {
        [after] = await read()(own.projectId, sinceMs, { after, limit: 1 });
        if (after) tokens.push(after.token);
      } while (after);
      expect(tokens).toEqual(['t4', 'v', 't3', 't1']);
    });

    test('tell all that is known of them', async () => {
      const own = await project();
      const known = { score: 12, ip: '203.0.113.7', ua: 'curl/8', country: 'AT', detectionIds: [1001] };
      await seedSessions(database(), own, [{ token: 't', lastSeenMs, mouseEntropy: 0.7421, ...known }]);
      const [session] = await read()(own.projectId, 0, { after: undefined, limit: 9 });
      const behavioral = { mouseEntropy: 0.7421, scrollVelocity: null, firstInputDelayMs: null };
      expect(session).toMatchObject({ ...known, token: 't', lastSeenMs, jsPassed: null, behavioral });
    });
  });
}

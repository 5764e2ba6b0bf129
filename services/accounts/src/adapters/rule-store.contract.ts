import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { type RuleDraft, type RuleScope, rulesMax } from '../core/rule.ts';
import type { Stores } from '../ports/index.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaStores, prismaTransact } from './stores.prisma.ts';

const nowMs = Date.UTC(2026, 5, 14, 10, 30);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const parsed = { version: 1, root: { kind: 'comparison', field: 'score', operator: '<', value: 30 } };
const draft = (differences: Partial<RuleDraft> = {}): RuleDraft => ({
  name: 'Low',
  expression: { source: 'score < 30', parsed },
  action: 'challenge',
  isActive: true,
  isShadow: false,
  sortOrder: 0,
  groupId: null,
  expiry: null,
  ...differences,
});

export function ruleStoreContract(database: () => Database): void {
  const stores = () => prismaStores(database().prisma, () => nowMs);
  const transact = <Outcome>(work: (inside: Stores) => Promise<Outcome>) =>
    prismaTransact(database().prisma, () => nowMs)(work);
  const scope = async (): Promise<RuleScope> => buildAccount(database());
  const create = (within: RuleScope, ...drafts: RuleDraft[]) =>
    transact(({ rules }) => rules.create(within, drafts));
  const namesOf = async (within: RuleScope, withAccount = false) =>
    (await stores().ruleLists.list(within, withAccount)).map(({ name }) => name);
  const count = (ruleId: number, ageMs: number, matches: bigint) =>
    database().prisma.ruleHour.create({ data: { ruleId, hour: new Date(nowMs - ageMs), matches } });

  describe('a rule store', () => {
    test('gives back what was created, with its expression kept both as written and as evaluated', async () => {
      const own = await scope();
      const [rule] = await create(own, draft({ groupId: 'g', isShadow: true, expiry: { inSeconds: 60 } }));
      const kept = {
        project_id: own.projectId,
        expression_source: 'score < 30',
        group_id: 'g',
        is_shadow: true,
      };
      expect(rule).toMatchObject({ ...kept, matches: 0, expires_at: new Date(nowMs + 60_000).toISOString() });
      expect(await stores().rules.find(own, rule?.id ?? 0)).toEqual(rule);
      const row = await database().prisma.rule.findUniqueOrThrow({ where: { id: rule?.id ?? 0 } });
      expect([row.accountId, row.expression]).toEqual([own.accountId, parsed]);
    });

    test('keeps rules of a project, of another, and of the whole account apart', async () => {
      const [own, foreign] = [await scope(), await scope()];
      const whole = { ...own, projectId: null };
      const [mine] = await create(own, draft({ name: 'mine' }));
      const [ours] = await create(whole, draft({ name: 'ours', expiry: { atMs: nowMs } }));
      await create(foreign, draft({ name: 'theirs' }));
      expect([await namesOf(own), await namesOf(whole), await namesOf(own, true)]).toEqual([
        ['mine'],
        ['ours'],
        ['mine', 'ours'],
      ]);
      const { rules } = stores();
      expect(await rules.find(own, ours?.id ?? 0)).toBeNull();
      expect(await rules.find(foreign, mine?.id ?? 0)).toBeNull();
      expect(await transact((inside) => inside.rules.change(foreign, mine?.id ?? 0, {}))).toBeNull();
      expect(await transact((inside) => inside.rules.remove(foreign, mine?.id ?? 0))).toBeNull();
    });

    test('lists by sort order, then by id', async () => {
      const own = await scope();
      const orders = [10, -5, 10, 0];
      await create(own, ...orders.map((sortOrder, index) => draft({ name: `${index}`, sortOrder })));
      expect(await namesOf(own)).toEqual(['1', '3', '0', '2']);
    });

    test('changes what is named and nothing else, null included', async () => {
      const own = await scope();
      const [rule] = await create(own, draft({ groupId: 'g', expiry: { inSeconds: 60 } }));
      const change = (changes: Partial<RuleDraft>) =>
        transact(({ rules }) => rules.change(own, rule?.id ?? 0, changes));
      const first = await change({ action: 'block', isActive: false });
      expect(first).toEqual({
        before: rule,
        after: { ...rule, action: 'block', is_active: false, updated_at: expect.any(String) },
      });
      const second = await change({ groupId: null, expiry: null, expression: { source: 'x', parsed: {} } });
      const cleared = { group_id: null, expires_at: null, expression_source: 'x', action: 'block' };
      expect(second?.after).toMatchObject(cleared);
    });

    test('removes a rule with what was counted of it, once', async () => {
      const own = await scope();
      const [rule] = await create(own, draft());
      const id = rule?.id ?? 0;
      await count(id, 0, 3n);
      const remove = () => transact(({ rules }) => rules.remove(own, id));
      expect([await remove(), await remove()]).toEqual([{ ...rule, matches: 3 }, null]);
      expect(await database().prisma.ruleHour.count({ where: { ruleId: id } })).toBe(0);
    });

    test('tells the matches of the last 7 days', async () => {
      const own = await scope();
      const [busy, idle] = await create(own, draft(), draft());
      for (const [ageMs, matches] of [
        [0, 1n],
        [7 * dayMs, 20n],
        [7 * dayMs + hourMs, 300n],
      ] as const)
        await count(busy?.id ?? 0, ageMs, matches);
      const told = (await stores().ruleLists.list(own)).map(({ id, matches }) => [id, matches]);
      expect(told).toEqual([
        [busy?.id, 21],
        [idle?.id, 0],
      ]);
    });

    test.each([
      ['project', (own: RuleScope) => own],
      ['account', (own: RuleScope) => ({ ...own, projectId: null })],
    ])('of simultaneous creates no more than the limit of a %s are taken, each whole', async (_, whose) => {
      const within = whose(await scope());
      await create(within, ...Array(rulesMax - 5).fill(draft()));
      const pair = [draft(), draft()];
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => create(within, ...pair)));
      const refusals = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refusals.map(({ reason }) => reason.code)).toEqual(Array(4).fill('LIMIT_REACHED'));
      expect(await namesOf(within)).toHaveLength(rulesMax - 1);
    });
  });

  describe('rule lists', () => {
    test('put every rule into the order given, ten apart, or nothing', async () => {
      const own = await scope();
      const made = await create(own, draft({ name: 'a' }), draft({ name: 'b' }), draft({ name: 'c' }));
      const [a = 0, b = 0, c = 0] = made.map(({ id }) => id);
      const [foreign] = await create(await scope(), draft());
      const reorder = (...ids: number[]) => transact(({ ruleLists }) => ruleLists.reorder(own, ids));
      const wrong = [[a, b], [a, b, b], [a, b, c, c], [a, b, foreign?.id ?? 0], []];
      for (const ids of wrong) expect(await reorder(...ids)).toBeNull();
      expect(await namesOf(own)).toEqual(['a', 'b', 'c']);
      const rules = (await reorder(c, a, b)) ?? [];
      const places = rules.map(({ name, sort_order }) => [name, sort_order]);
      expect(places).toEqual(['c', 'a', 'b'].map((name, index) => [name, index * 10]));
    });

    test('of simultaneous orders one is kept whole', async () => {
      const own = await scope();
      const ids = (await create(own, draft(), draft(), draft())).map(({ id }) => id);
      const orders = [ids, ids.toReversed()];
      await Promise.all(
        [...orders, ...orders].map((order) => transact(({ ruleLists }) => ruleLists.reorder(own, order))),
      );
      const kept = (await stores().ruleLists.list(own)).map(({ id }) => id);
      expect(orders).toContainEqual(kept);
    });

    test('remove a group of one scope whole, and leave the rest', async () => {
      const [own, foreign] = [await scope(), await scope()];
      const grouped = draft({ groupId: 'g' });
      for (const within of [own, foreign]) await create(within, grouped, grouped, draft({ name: 'rest' }));
      const removeGroup = () => transact(({ ruleLists }) => ruleLists.removeGroup(own, 'g'));
      expect([(await removeGroup()).length, (await removeGroup()).length]).toEqual([2, 0]);
      expect([await namesOf(own), await namesOf(foreign)]).toEqual([['rest'], ['Low', 'Low', 'rest']]);
    });
  });

  test('the matches a list tells are those of seven days by the hour, the one that had begun included', async () => {
    const own = await scope();
    const id = (await create(own, draft()))[0]?.id ?? 0;
    for (const [ageMs, matches] of [
      [0, 1n],
      [7 * dayMs, 20n],
      [7 * dayMs + hourMs, 300n],
    ] as const)
      await count(id, ageMs + 30 * 60_000, matches);
    const [listed] = await stores().ruleLists.list(own);
    const points = await stores().countRuleMatches(id, nowMs - 7 * dayMs, 'hour');
    expect([listed?.matches, points.map(({ matches }) => matches)]).toEqual([21, [20, 1]]);
  });

  test('matches of a rule are counted by the hour and by the day, in UTC', async () => {
    const [rule] = await create(await scope(), draft());
    const id = rule?.id ?? 0;
    for (const [ageMs, matches] of [
      [0, 1n],
      [hourMs, 20n],
      [dayMs, 300n],
      [9 * dayMs, 4000n],
    ] as const)
      await count(id, ageMs + 30 * 60_000, matches);
    const { countRuleMatches } = stores();
    expect(await countRuleMatches(id, nowMs - dayMs, 'hour')).toEqual([
      { at: '2026-06-13T10:00:00.000Z', matches: 300 },
      { at: '2026-06-14T09:00:00.000Z', matches: 20 },
      { at: '2026-06-14T10:00:00.000Z', matches: 1 },
    ]);
    expect(await countRuleMatches(id, nowMs - 8 * dayMs, 'day')).toEqual([
      { at: '2026-06-13T00:00:00.000Z', matches: 300 },
      { at: '2026-06-14T00:00:00.000Z', matches: 21 },
    ]);
  });
}

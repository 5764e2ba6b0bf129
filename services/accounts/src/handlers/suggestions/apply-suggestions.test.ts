import type { SuggestionsApplied } from '@botect/contracts';
import { policyChannel } from '@botect/policy';
import { describe, expect, test } from '@jest/globals';
import { listRules, refused, rules } from '../rules/rule-stories.fixture.ts';
import { apply, openOnes, suggestionStories, suggestions } from './suggestion-stories.fixture.ts';

const stories = await suggestionStories();

describe('applying', () => {
  test('makes rules of one group that expire in a day', async () => {
    const { story, ids } = await stories.attacked();
    const before = Date.now();
    const { status, body } = await apply(story, ids.toReversed());
    const { group_id, applied } = body as unknown as SuggestionsApplied;
    expect([status, applied.map(({ suggestion_id }) => suggestion_id)]).toEqual([200, ids.toReversed()]);
    const kept = await listRules(story);
    expect(new Set(kept.map((rule) => rule.group_id))).toEqual(new Set([group_id]));
    expect(applied.map(({ rule }) => rule)).toEqual(kept);
    const [{ rule }] = applied as [SuggestionsApplied['applied'][number]];
    expect(rule).toMatchObject({
      action: 'challenge',
      name: 'Suggested: network 203.0.1.0/24',
      is_shadow: false,
    });
    const lifeMs = Date.parse(rule?.expires_at ?? '') - before;
    expect(lifeMs).toBeGreaterThanOrEqual(86_400_000);
  });

  test('takes another action and no expiry', async () => {
    const { story, ids } = await stories.attacked();
    await apply(story, ids, { action: 'block', expires_in_seconds: null });
    expect(await listRules(story)).toMatchObject(Array(2).fill({ action: 'block', expires_at: null }));
  });

  test('again answers the rules they became, and makes none', async () => {
    const { story, ids } = await stories.attacked();
    const first = (await apply(story, ids.slice(0, 1))).body as unknown as SuggestionsApplied;
    const both = (await apply(story, [...ids, ...ids])).body as unknown as SuggestionsApplied;
    expect(both.applied.map(({ is_new }) => is_new)).toEqual([false, true]);
    expect(both.applied[0]?.rule).toEqual(first.applied[0]?.rule);
    const third = (await apply(story, ids)).body as unknown as SuggestionsApplied;
    expect([third.group_id, third.applied.map(({ is_new }) => is_new)]).toEqual([null, [false, false]]);
    expect(await listRules(story)).toHaveLength(2);
  });

  test('at the same time makes each rule once', async () => {
    const { story, ids } = await stories.attacked();
    const orders = [ids, ids.toReversed(), ids, ids.toReversed()];
    const answers = await Promise.all(orders.map((order) => apply(story, order)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const applied = answers.flatMap(({ body }) => (body as unknown as SuggestionsApplied).applied);
    expect(applied.filter(({ is_new }) => is_new)).toHaveLength(2);
    const kept = (await listRules(story)).map(({ id }) => id);
    expect(new Set(applied.map(({ rule }) => rule?.id))).toEqual(new Set(kept));
  });

  test('what became a rule that is deleted since answers none', async () => {
    const { story, ids } = await stories.attacked(1);
    const { applied } = (await apply(story, ids)).body as unknown as SuggestionsApplied;
    await story.call('DELETE', `${rules}/${applied[0]?.rule?.id}`);
    const again = (await apply(story, ids)).body;
    expect(again).toEqual({
      group_id: null,
      applied: [{ suggestion_id: ids[0], is_new: false, rule: null }],
    });
  });

  test('is all or none: beyond the limit, or with one that is missing', async () => {
    const { story, ids } = await stories.attacked();
    const { accountId, projectId } = story;
    const columns = { name: 'x', expressionSource: 'verified_bot', expression: {}, action: 'log' };
    await stories
      .database()
      .prisma.rule.createMany({ data: Array(99).fill({ accountId, projectId, ...columns }) });
    expect(await apply(story, ids)).toMatchObject({ status: 409, body: refused('LIMIT_REACHED') });
    expect((await apply(story, [...ids.slice(0, 1), 2_147_483_647])).status).toBe(404);
    expect([await openOnes(story), await listRules(story)].map(({ length }) => length)).toEqual([2, 99]);
    expect((await apply(story, ids.slice(0, 1))).status).toBe(200);
  });

  test.each<[body: object, path: string]>([
    [{}, 'suggestion_ids'],
    [{ suggestion_ids: [] }, 'suggestion_ids'],
    [{ suggestion_ids: Array(51).fill(1) }, 'suggestion_ids'],
    [{ suggestion_ids: ['1'] }, 'suggestion_ids[0]'],
    [{ suggestion_ids: [2_147_483_648] }, 'suggestion_ids[0]'],
    [{ suggestion_ids: [1], action: 'ban' }, 'action'],
    [{ suggestion_ids: [1], expires_in_seconds: 0 }, 'expires_in_seconds'],
    [{ suggestion_ids: [1], group: 'g' }, ''],
  ])('refuses %j: 422', async (body, path) => {
    const { call } = await stories.story();
    const answer = await call('POST', `${suggestions}/apply`, { body });
    const details = { errors: [{ path, message: expect.any(String) }] };
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_PAYLOAD', details } });
  });

  test('and dismissing are audited, and rules announced, once', async () => {
    const { story, ids } = await stories.attacked();
    const { accountId, projectId } = story;
    const heard: string[] = [];
    const channel = stories.cache.channel(policyChannel);
    const listening = await channel.subscribe(
      (message) => heard.push(message),
      () => {},
    );
    for (const _ of [1, 2]) {
      await apply(story, ids.slice(0, 1));
      await story.call('DELETE', `${suggestions}/${ids[1]}`);
    }
    const entries = await stories.database().prisma.auditEntry.findMany({
      where: { accountId },
      orderBy: { id: 'asc' },
    });
    const actions = ['scoring.enabled', 'rule.created', 'suggestion.applied', 'suggestion.dismissed'];
    expect(entries.map(({ action }) => action)).toEqual(actions);
    expect(heard).toEqual([JSON.stringify({ project_id: projectId })]);
    await listening.close();
  });
});

import { ruleSchema } from '@botect/contracts';
import { policyChannel } from '@botect/policy';
import { describe, expect, test } from '@jest/globals';
import { addRule, draft, listRules, refused, ruleStories, rules } from './rule-stories.fixture.ts';

const stories = await ruleStories();

describe('a rule', () => {
  test('is answered with exactly the fields documented and those added, and listed as it was answered', async () => {
    const story = await stories.story();
    const { status, body } = await story.call('POST', rules, { body: draft });
    expect([status, Object.keys(body)]).toEqual([201, Object.keys(ruleSchema.shape)]);
    expect(body).toMatchObject({
      project_id: story.projectId,
      name: 'Low',
      expression_source: 'score < 30',
      action: 'block',
      is_active: true,
      sort_order: 0,
    });
    expect(await listRules(story)).toEqual([body]);
    expect((await story.call('GET', `${rules}/${body['id']}`)).body).toEqual(body);
  });

  const accepted: [field: string, given: object, answered: object][] = [
    [
      'its source verbatim',
      { expression: ' score<30\n\tor verified_bot' },
      { expression_source: ' score<30\n\tor verified_bot' },
    ],
    ['a long name, trimmed', { name: ` ${'x'.repeat(120)} ` }, { name: 'x'.repeat(120) }],
    ['inactive', { is_active: false }, { is_active: false }],
    ['a shadow', { is_shadow: true }, { is_shadow: true }],
    ['the least order', { sort_order: -100_000 }, { sort_order: -100_000 }],
    ['the greatest order', { sort_order: 100_000 }, { sort_order: 100_000 }],
    ['a group', { group: 'Wave_2-b' }, { group_id: 'Wave_2-b' }],
    [
      'no group and no expiry',
      { group: null, expires_in_seconds: null },
      { group_id: null, expires_at: null },
    ],
    ['an expiry', { expires_in_seconds: 60 }, { expires_at: expect.stringMatching(/Z$/) }],
    ...['allow', 'challenge', 'log', 'delay'].map((action): [string, object, object] => [
      action,
      { action },
      { action },
    ]),
  ];
  test.each(accepted)('takes %s when created', async (_, given, answered) => {
    const { call } = await stories.story();
    const made = await call('POST', rules, { body: { ...draft, ...given } });
    expect([made.status, made.body]).toEqual([201, expect.objectContaining(answered)]);
  });

  test.each(accepted)('takes %s when changed, and keeps the rest', async (_, given, answered) => {
    const story = await stories.story();
    const id = await addRule(story, { is_shadow: true, group: 'g' });
    const before = (await story.call('GET', `${rules}/${id}`)).body;
    const changed = await story.call('PATCH', `${rules}/${id}`, { body: given });
    const updated_at = expect.any(String);
    expect([changed.status, changed.body]).toEqual([200, { ...before, updated_at, ...answered }]);
  });

  test('is evaluated no more once it is deleted', async () => {
    const story = await stories.story();
    const id = await addRule(story);
    const gone = [
      await story.call('DELETE', `${rules}/${id}`),
      await story.call('DELETE', `${rules}/${id}`),
      await story.call('GET', `${rules}/${id}`),
    ];
    expect(gone.map(({ status, text }) => [status, text === ''])).toEqual([
      [204, true],
      [404, false],
      [404, false],
    ]);
    expect(await listRules(story)).toEqual([]);
  });
});

describe('many rules', () => {
  test('are listed in the order of evaluation, and put into another whole', async () => {
    const story = await stories.story();
    const [a, b, c] = [
      await addRule(story, { sort_order: 5 }),
      await addRule(story),
      await addRule(story, { sort_order: 5 }),
    ];
    expect((await listRules(story)).map(({ id }) => id)).toEqual([b, a, c]);
    const ordered = await story.call('PUT', `${rules}/order`, { body: { rule_ids: [c, b, a] } });
    expect([ordered.status, await listRules(story)]).toEqual([200, ordered.body]);
    expect((await listRules(story)).map(({ id, sort_order }) => [id, sort_order])).toEqual([
      [c, 0],
      [b, 10],
      [a, 20],
    ]);
    for (const rule_ids of [[a, b], [a, b, b], [a, b, c, 1], ['a']]) {
      const answer = await story.call('PUT', `${rules}/order`, { body: { rule_ids } });
      expect(answer).toMatchObject({ status: 422, body: { message: expect.stringMatching('rule_ids') } });
    }
  });

  test('may be listed with those of the whole account', async () => {
    const story = await stories.story();
    const id = await addRule(story);
    const { accountId } = story;
    const columns = {
      name: 'all',
      expressionSource: 'verified_bot',
      expression: {},
      action: 'allow',
      sortOrder: -1,
    };
    await stories.database().prisma.rule.create({ data: { accountId, ...columns } });
    expect(await listRules(story)).toMatchObject([{ id }]);
    expect(await listRules(story, '?include=account')).toMatchObject([
      { project_id: null, name: 'all' },
      { id },
    ]);
    expect((await story.call('GET', `${rules}?include=all`)).status).toBe(422);
  });

  test('are deleted by their group', async () => {
    const story = await stories.story();
    for (const group of ['g', 'g', 'h', null]) await addRule(story, { group });
    const groups = ['g', 'g', 'none', 'no%20group', '%00'];
    const deleted = [];
    for (const group of groups)
      deleted.push((await story.call('DELETE', `/v1/projects/{project}/rule-groups/${group}`)).body);
    expect(deleted).toEqual([2, 0, 0, 0, 0].map((count) => ({ deleted: count })));
    expect(await listRules(story)).toMatchObject([{ group_id: 'h' }, { group_id: null }]);
  });

  test('are 100 at most, also when created at the same time', async () => {
    const story = await stories.story();
    const { accountId, projectId } = story;
    const columns = { name: 'x', expressionSource: 'verified_bot', expression: {}, action: 'log' };
    const data = Array(97).fill({ accountId, projectId, ...columns });
    await stories.database().prisma.rule.createMany({ data });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => story.call('POST', rules, { body: draft })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect([statuses, (await listRules(story)).length]).toEqual([
      [201, 201, 201, 409, 409, 409, 409, 409],
      100,
    ]);
    expect(answers.find(({ status }) => status === 409)?.body).toEqual(refused('LIMIT_REACHED'));
  });
});

describe('a change of rules', () => {
  test('is audited with what was before and after, and what changes nothing is not', async () => {
    const story = await stories.story();
    const [id, other] = [await addRule(story, { group: 'g' }), await addRule(story, { group: 'g' })];
    await story.call('PATCH', `${rules}/${id}`, { body: { is_active: false } });
    await story.call('PUT', `${rules}/order`, { body: { rule_ids: [other, id] } });
    await story.call('POST', `${rules}/preview`, { body: { expression: 'score < 30' } });
    await story.call('DELETE', `${rules}/${other}`);
    for (const group of ['g', 'none'])
      await story.call('DELETE', `/v1/projects/{project}/rule-groups/${group}`);
    const entries = await stories.auditOf(story);
    const actions = ['created', 'created', 'changed', 'reordered', 'deleted', 'deleted'];
    expect(entries.map(({ action }) => action.split('.')[1])).toEqual(actions);
    const [, , changed, reordered, , last] = entries;
    expect(changed).toMatchObject({ before: { is_active: true }, after: { is_active: false } });
    expect(reordered).toMatchObject({ before: { rule_ids: [id, other] }, after: { rule_ids: [other, id] } });
    expect(last).toMatchObject({
      subject: 'rule',
      subjectId: `${id}`,
      before: { group_id: 'g' },
      after: null,
    });
  });

  test('is announced to the data plane once each, and what changes nothing is not', async () => {
    const story = await stories.story();
    const heard: string[] = [];
    const listening = await stories.cache.channel(policyChannel).subscribe(
      (message) => heard.push(message),
      () => {},
    );
    const id = await addRule(story, { group: 'g' });
    await story.call('PATCH', `${rules}/${id}`, { body: { is_active: false } });
    await story.call('PUT', `${rules}/order`, { body: { rule_ids: [id] } });
    await story.call('POST', `${rules}/preview`, { body: { expression: 'score < 30' } });
    for (const group of ['g', 'g']) await story.call('DELETE', `/v1/projects/{project}/rule-groups/${group}`);
    await story.call('DELETE', `${rules}/${await addRule(story)}`);
    expect(heard).toEqual(Array(6).fill(JSON.stringify({ project_id: story.projectId })));
    await listening.close();
  });
});

describe('matches of a rule', () => {
  test.each([
    ['', 200, { unit: 'hour', total: 1 }],
    ['?days=8', 200, { unit: 'day', total: 21 }],
    ['?days=90', 200, { unit: 'day', total: 21 }],
    ['?days=0', 422, { code: 'INVALID_PAYLOAD' }],
    ['?days=91', 422, { code: 'INVALID_PAYLOAD' }],
    ['?days=x', 422, { code: 'INVALID_PAYLOAD' }],
  ])('in days%s', async (query, status, body) => {
    const story = await stories.story();
    const ruleId = await addRule(story, { is_shadow: true });
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const data = [
      { ruleId, hour: ago(1), matches: 1n },
      { ruleId, hour: ago(24 * 7 + 2), matches: 20n },
    ];
    await stories.database().prisma.ruleHour.createMany({ data });
    const answer = await story.call('GET', `${rules}/${ruleId}/matches${query}`);
    expect(answer).toMatchObject({ status, body });
    expect(await listRules(story)).toMatchObject([{ matches: 1 }]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { Story } from '../accounts-server.fixture.ts';
import { draft, refused, ruleStories, rules } from './rule-stories.fixture.ts';

const stories = await ruleStories();

describe('who may', () => {
  const every = (
    id: number,
  ): [permission: string, writes: boolean, method: string, path: string, body?: object][] => [
    ['getRules', false, 'GET', rules],
    ['createRule', true, 'POST', rules, draft],
    ['getRules', false, 'GET', `${rules}/${id}`],
    ['createRule', true, 'PATCH', `${rules}/${id}`, {}],
    ['createRule', true, 'PUT', `${rules}/order`, { rule_ids: [id] }],
    ['createRule', true, 'POST', `${rules}/preview`, { expression: 'score < 30' }],
    ['getRules', false, 'GET', `${rules}/${id}/matches`],
    ['deleteRuleGroup', true, 'DELETE', '/v1/projects/{project}/rule-groups/g'],
    ['deleteRule', true, 'DELETE', `${rules}/${id}`],
  ];
  const rows = every(0).map(
    ([permission, writes, method, path], index) => [method, path, permission, writes, index] as const,
  );
  const asked = async (story: Story, index: number) => {
    const owner = { accountId: story.accountId, projectId: story.projectId, expression: {} };
    const columns = { name: 'Low', expressionSource: 'score < 30', action: 'block' };
    const { id } = await stories.database().prisma.rule.create({ data: { ...owner, ...columns } });
    const [, , method, path, body] = every(id)[index] ?? ['', false, '', ''];
    return story.call(method, path, body && { body });
  };

  test.each(rows)('%s %s needs %s', async (_method, _path, permission, _writes, index) => {
    const permitted = await stories.story({ permissions: [permission as 'getRules'] });
    const others = ['verify', 'getRules', 'createRule', 'deleteRule', 'deleteRuleGroup'] as const;
    const lacking = await stories.story({ permissions: others.filter((other) => other !== permission) });
    expect((await asked(permitted, index)).status).toBeLessThan(300);
    expect(await asked(lacking, index)).toMatchObject({ status: 403, body: refused('FORBIDDEN') });
  });

  test.each(rows)('%s %s of a suspended account', async (_method, _path, _permission, writes, index) => {
    const answer = await asked(await stories.story({ suspendedAt: new Date(0) }), index);
    expect(answer.status).toBe(writes ? 402 : 200);
  });

  test.each(rows)(
    '%s %s of somebody else’s project: 403',
    async (_method, path, _permission, _writes, index) => {
      const [story, other] = [await stories.story(), await stories.story()];
      const [, , method, , body] = every(1)[index] ?? ['', false, '', ''];
      const at = path.replace('{project}', `${other.projectId}`);
      expect((await story.call(method, at, body && { body })).status).toBe(403);
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import type { Call } from '../accounts-server.fixture.ts';
import { addRule, draft, listRules, refused, ruleStories, rules } from './rule-stories.fixture.ts';

const stories = await ruleStories();

describe('a body is refused by a message that names the culprit: 422', () => {
  const bodies: [body: unknown, path: string, culprit: string | RegExp][] = [
    [{}, 'name', 'name'],
    [{ ...draft, name: undefined }, 'name', 'name'],
    [{ ...draft, name: ' ' }, 'name', 'name'],
    [{ ...draft, name: 'x'.repeat(121) }, 'name', 'name'],
    [{ ...draft, name: 'nul \u0000' }, 'name', 'name'],
    [{ ...draft, action: undefined }, 'action', 'action'],
    [{ ...draft, action: 'ban' }, 'action', 'action'],
    [{ ...draft, is_active: 'true' }, 'is_active', 'is_active'],
    [{ ...draft, is_shadow: 1 }, 'is_shadow', 'is_shadow'],
    [{ ...draft, sort_order: 100_001 }, 'sort_order', 'sort_order'],
    [{ ...draft, sort_order: -100_001 }, 'sort_order', 'sort_order'],
    [{ ...draft, sort_order: 1.5 }, 'sort_order', 'sort_order'],
    [{ ...draft, group: '' }, 'group', 'group'],
    [{ ...draft, group: 'a b' }, 'group', 'group'],
    [{ ...draft, group: 'x'.repeat(65) }, 'group', 'group'],
    [{ ...draft, expires_in_seconds: 0 }, 'expires_in_seconds', 'expires_in_seconds'],
    [{ ...draft, expires_in_seconds: 31_536_001 }, 'expires_in_seconds', 'expires_in_seconds'],
    [{ ...draft, project_id: 1 }, '', 'project_id'],
    [[], '', ''],
    [{ ...draft, expression: undefined }, 'expression', 'expression'],
    [{ ...draft, expression: 7 }, 'expression', 'expression'],
    [{ ...draft, expression: '' }, 'expression', /column 1/],
    [{ ...draft, expression: 'scoer < 30' }, 'expression', /"scoer".* column 1/],
    [{ ...draft, expression: 'score < "30"' }, 'expression', /"30".*column 9|column 9/],
    [{ ...draft, expression: '(score < 30' }, 'expression', /"\(".*column 1/],
    [{ ...draft, expression: 'score < 30 &&' }, 'expression', /"&&".*column 12/],
    [{ ...draft, expression: 'detection_ids == 1' }, 'expression', /detection_ids/],
    [{ ...draft, expression: 'score < score' }, 'expression', /column 9/],
    [{ ...draft, expression: `ua == "\u0000"` }, 'expression', 'control character'],
    [{ ...draft, expression: `ua == "\ud800"` }, 'expression', 'control character'],
    [{ ...draft, expression: `path == "${'x'.repeat(2_000)}"` }, 'expression', /2,?000/],
  ];
  test.each(bodies)('%j', async (body, path, culprit) => {
    const story = await stories.story();
    const { status, body: told } = await story.call('POST', rules, { body });
    const errors = expect.arrayContaining([{ path, message: expect.any(String) }]);
    expect([status, told]).toMatchObject([422, { ...refused('INVALID_PAYLOAD'), details: { errors } }]);
    expect(told['message']).toMatch(culprit);
    expect([await listRules(story), await stories.auditOf(story)]).toEqual([[], []]);
  });

  test('also when a rule is changed, which stays as it was', async () => {
    const story = await stories.story();
    const id = await addRule(story);
    const before = await listRules(story);
    const bodies = [{ expression: 'scoer < 30' }, { action: null }, { id: 1 }, { name: null }];
    const answers = await Promise.all(bodies.map((body) => story.call('PATCH', `${rules}/${id}`, { body })));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    expect(await listRules(story)).toEqual(before);
  });
});

describe('what is not there', () => {
  type Ask = [method: string, path: string, call?: Call];
  const below = (id: unknown): Ask[] => [
    ['GET', `${rules}/${id}`],
    ['PATCH', `${rules}/${id}`, { body: { is_active: false } }],
    ['DELETE', `${rules}/${id}`],
    ['GET', `${rules}/${id}/matches`],
  ];
  test.each(below('{rule}').map(([method, path], index) => [method, path, index] as const))(
    '%s %s tells a rule of another project from a missing one by no byte: 404',
    async (_method, _path, index) => {
      const [story, other] = [await stories.story(), await stories.story()];
      const foreign = await addRule(other);
      const { prisma } = stories.database();
      const data = { ...(await prisma.rule.findFirstOrThrow({ where: { id: foreign } })), projectId: null };
      const { id: whole } = await prisma.rule.create({
        data: { ...data, id: undefined as never, expression: {}, accountId: story.accountId },
      });
      const ids = [foreign, whole, 999_999, 0, 'order', 'x', '1.5', '9'.repeat(30)];
      const calls = ids.map((id) => below(id)[index] as Ask);
      const answers = await Promise.all(calls.map((call) => story.call(...call)));
      expect(answers[0]).toMatchObject({ status: 404, body: refused('NOT_FOUND') });
      expect(answers.map(({ text }) => text)).toEqual(ids.map(() => answers[0]?.text));
      expect(await listRules(other)).toMatchObject([{ id: foreign, is_active: true }]);
    },
  );
});

import type { AccessRule, AccessRules } from '@botect/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal();
}, 180_000);
afterAll(() => portal.close());

const ip = (value: string) => ({ field: 'ip', operator: 'equals', value });
const blocking = (value: string, differences: object = {}) => ({
  rule: { type: 'block', conditions: [ip(value)], ...differences },
});
const added = { status: 200, body: { status: 'Added new rule' } };
const create = ({ ask }: PortalStory, body: object) => ask('/access-control/create', body);
const list = async ({ ask }: PortalStory, query: object = {}): Promise<AccessRules> =>
  JSON.parse((await ask('/access-control/get', query)).text);
const only = async (story: PortalStory): Promise<AccessRule> => {
  const { rules } = await list(story);
  expect(rules).toHaveLength(1);
  return rules[0] as AccessRule;
};
const rows = ({ accountId }: PortalStory) =>
  portal.database.prisma.rule.findMany({ where: { accountId }, orderBy: { sortOrder: 'asc' } });

describe('a rule', () => {
  test('is listed with conditions that create it again', async () => {
    const story = await portal.story();
    const conditions = [
      { field: 'ipMask', operator: 'equals', value: '192.0.2.0/24' },
      { field: 'userAgent', operator: 'equals', value: 'curl "8"' },
      { field: 'countryCode', operator: 'equals', value: 'de' },
    ];
    const rule = { type: 'restrict', description: 'Ours', ruleGroupId: 'june', conditions, expiry: null };
    expect(await create(story, { rule })).toMatchObject(added);
    const { type, description, ruleGroupId, expiry, ...listed } = await only(story);
    expect({ type, description, ruleGroupId, expiry }).toEqual({ ...rule, conditions: undefined });
    const again = { type, description, ruleGroupId, conditions: listed.conditions, expiry };
    expect(await create(story, { rule: again })).toMatchObject(added);
    expect(await only(story)).toMatchObject({ userScopeHash: listed.userScopeHash });
  });

  test('is for the whole account unless a site is named', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1'));
    await create(story, blocking('192.0.2.1', { siteKey: story.siteKey }));
    const { rules } = await list(story, { sortOrder: 1 });
    expect(rules.map(({ siteKey }) => siteKey).sort()).toEqual([story.siteKey, null].sort());
    expect((await rows(story)).map(({ projectId }) => projectId)).toEqual([story.projectId, null]);
  });

  test.each([
    ['in an hour', {}, 3_600_000],
    ['never', { expiry: null }, null],
    ['when it is told to', { expiry: '2999-01-01T00:00:00+01:00' }, '2998-12-31T23:00:00.000Z'],
  ])('ends %s', async (_, differences, expected) => {
    const story = await portal.story();
    const before = Date.now();
    await create(story, blocking('192.0.2.1', differences));
    const { expiry } = await only(story);
    if (typeof expected !== 'number') return expect(expiry).toBe(expected);
    const lifeMs = Date.parse(String(expiry)) - before;
    expect([lifeMs >= expected - 1_000, lifeMs < expected + 60_000]).toEqual([true, true]);
  });

  test('made again is renewed, and there is still one of it', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1'));
    await create(story, blocking('192.0.2.1', { description: 'For good', expiry: null, ruleGroupId: 'g' }));
    expect(await only(story)).toMatchObject({ description: 'For good', expiry: null, ruleGroupId: 'g' });
    expect(await story.audited()).toEqual(['rule.created', 'rule.changed']);
  });

  test('made again with less said keeps what it had', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1', { description: 'For good', expiry: null, ruleGroupId: 'g' }));
    const before = await only(story);
    await create(story, blocking('192.0.2.1'));
    expect(await only(story)).toEqual(before);
  });

  test('that is over begins anew when it is made again', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1'));
    const [row] = await rows(story);
    const data = { expiresAt: new Date(0) };
    await portal.database.prisma.rule.update({ where: { id: row?.id ?? 0 }, data });
    const { expired: before } = await only(story);
    await create(story, blocking('192.0.2.1'));
    expect([before, (await only(story)).expired]).toEqual([true, false]);
  });

  test('made many times at once is made once', async () => {
    const story = await portal.story();
    const many = await Promise.all(Array.from({ length: 5 }, () => create(story, blocking('192.0.2.1'))));
    expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await only(story);
  });

  test('is tried by how much it says, then by how harsh it is', async () => {
    const story = await portal.story();
    const country = { field: 'countryCode', operator: 'equals', value: 'DE' };
    await create(story, { rule: { type: 'allow', conditions: [ip('192.0.2.1'), country] } });
    await create(story, { rule: { type: 'block', conditions: [country] } });
    await create(story, { rule: { type: 'restrict', conditions: [ip('192.0.2.1')] } });
    await create(story, { rule: { type: 'restrict', conditions: [ip('192.0.2.1'), country] } });
    const tried = (await rows(story)).map(({ action, expressionSource }) => `${action} ${expressionSource}`);
    expect(tried).toEqual([
      'challenge ip == "192.0.2.1" AND country == "DE"',
      'block country == "DE"',
      'challenge ip == "192.0.2.1"',
      'allow ip == "192.0.2.1" AND country == "DE"',
    ]);
  });
});

describe('rules made elsewhere', () => {
  test('are listed with their expression, and deleted like others', async () => {
    const story = await portal.story();
    const body = { name: 'Own', expression: 'score < 30', action: 'log', is_shadow: true };
    await story.call('POST', '/v1/projects/{project}/rules', { body });
    const rule = await only(story);
    expect(rule).toMatchObject({ type: 'log', conditions: [], expression: 'score < 30', shadow: true });
    const { userScopeHash } = rule;
    const deleted = { status: 200, body: { status: 'Deleted rule' } };
    expect(await story.ask('/access-control/delete', { userScopeHash })).toMatchObject(deleted);
    expect((await list(story)).ruleCount).toBe(0);
  });
});

describe('deleting', () => {
  test('takes the rule named and no other', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1'));
    await create(story, blocking('192.0.2.2'));
    const [first, second] = (await list(story)).rules;
    await story.ask('/access-control/delete', { userScopeHash: first?.userScopeHash });
    expect(await only(story)).toEqual(second);
    expect((await story.audited()).at(-1)).toBe('rule.deleted');
  });

  test('a group takes all rules of it, and tells an id', async () => {
    const story = await portal.story();
    await create(story, blocking('192.0.2.1', { ruleGroupId: 'g' }));
    await create(story, blocking('192.0.2.2', { ruleGroupId: 'g', siteKey: story.siteKey }));
    await create(story, blocking('192.0.2.3', { ruleGroupId: 'h' }));
    const { body, headers } = await story.ask('/access-control/group/delete', { ruleGroupId: 'g' });
    expect(body).toEqual({ status: `Deleted rule group, job ${headers['x-request-id']}` });
    expect(await only(story)).toMatchObject({ ruleGroupId: 'h' });
  });

  test('a rule of somebody else deletes nothing', async () => {
    const [ours, theirs] = [await portal.story(), await portal.story()];
    await create(theirs, blocking('192.0.2.1'));
    const { userScopeHash } = await only(theirs);
    expect(await ours.ask('/access-control/delete', { userScopeHash })).toMatchObject({ status: 404 });
    await only(theirs);
  });
});

describe('announced is', () => {
  async function noted(differences: (story: PortalStory) => object) {
    const story = await portal.story();
    await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
    const projects: { id: number }[] = JSON.parse((await story.call('GET', '/v1/projects')).text);
    const ids = projects.map(({ id }) => id);
    await create(story, blocking('192.0.2.1', differences(story)));
    const where = { projectId: { in: ids } };
    const changes = await portal.database.prisma.policyChange.findMany({
      where,
      orderBy: { projectId: 'asc' },
    });
    return { ids, noted: changes.map(({ projectId }) => projectId) };
  }

  test('each project of the account for a rule of all of them', async () => {
    const { ids, noted: announced } = await noted(() => ({}));
    expect(announced).toEqual(ids);
  });

  test('one project for a rule of its own', async () => {
    const { ids, noted: announced } = await noted(({ siteKey }) => ({ siteKey }));
    expect(announced).toEqual(ids.slice(0, 1));
  });
});

describe('the call printed in the guide to API keys', () => {
  const path = '/v1/prosopo/provider/admin/rules';
  const headers = { 'content-type': 'application/json' };

  test('answers the rules', async () => {
    const story = await portal.story({ permissions: ['getRules', 'createRule'] });
    await create(story, blocking('192.0.2.1'));
    const { status, body } = await story.call('GET', path, { headers });
    expect([status, body]).toEqual([200, await list(story)]);
  });

  test('pages, and refuses what is no page', async () => {
    const story = await portal.story();
    expect(await story.call('GET', `${path}?page=2&limit=1`)).toMatchObject({ body: { page: 2, rules: [] } });
    const refused = { status: 400, body: { error: { key: 'API.INVALID_BODY' } } };
    expect(await story.call('GET', `${path}?page=0`)).toMatchObject(refused);
  });
});

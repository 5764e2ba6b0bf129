import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Story } from '../accounts-server.fixture.ts';
import { join, type PeopleServer, refused, servePeople } from '../people/people-story.fixture.ts';

let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  story = await served.server.story();
  const { call } = story;
  for (const name of ['First', '=cmd|"/C calc"!A0', '@sum, with "quotes"'])
    await call('PATCH', '/v1/account', { body: { name } });
  await call('POST', '/v1/projects', { body: { name: '+1' } });
}, 180_000);
afterAll(() => served.close());

const get = (query = '', call = story.call) => call('GET', `/v1/audit${query}`);
const actionsOf = ({ body }: { body: Record<string, unknown> }) =>
  (body['items'] as { action: string }[]).map(({ action }) => action);

describe('the audit over HTTP', () => {
  test('tells who changed what by which request, newest first', async () => {
    const renamed = await story.call('PATCH', '/v1/account', { body: { name: 'Known' } });
    const { body } = await get('?limit=1');
    expect(body).toMatchObject({ has_more: true, next: expect.any(Number) });
    expect(body['items']).toEqual([
      {
        id: body['next'],
        at: expect.stringMatching(/Z$/),
        actor: { kind: 'key', id: expect.any(String), name: 'test' },
        action: 'account.renamed',
        subject: { type: 'account', id: `${story.accountId}` },
        project_id: null,
        before: { name: expect.any(String) },
        after: { name: 'Known' },
        request_id: renamed.headers['x-request-id'],
        address: '127.0.0.1',
      },
    ]);
  });

  test('pages reach every entry once, and the last one says so', async () => {
    const { body: all } = await get('?limit=100');
    const ids: unknown[] = [];
    for (let next: unknown = ''; next !== null; ) {
      const { body } = await get(`?limit=2${next === '' ? '' : `&before=${next}`}`);
      ids.push(...(body['items'] as { id: number }[]).map(({ id }) => id));
      next = body['next'];
    }
    expect(ids).toEqual((all['items'] as { id: number }[]).map(({ id }) => id));
    expect(all).toMatchObject({ has_more: false, next: null });
  });

  test.each([
    ['?action=project.created', ['project.created']],
    ['?actor=key&action=project.created', ['project.created']],
    ['?actor=system', []],
    ["?actor=' or 1=1 --", []],
    ['?from=2999-01-01T00:00:00Z', []],
    ['?to=2000-01-01T00:00:00%2B02:00', []],
    ['?unknown=1&action=project.created', ['project.created']],
  ])('%s', async (query, actions) => {
    expect(actionsOf(await get(query))).toEqual(actions);
  });

  test.each([
    '?limit=0',
    '?limit=101',
    '?limit=x',
    '?before=-1',
    '?before=9007199254740993',
    '?project=1.5',
    '?project=2147483648',
    '?from=yesterday',
    '?to=0000-06-01T00:00:00Z',
    '?from=0001-01-01T00:00:00%2B14:00',
    '?to=9999-12-31T23:59:59-14:00',
    '?actor=a%00b',
    `?action=${'x'.repeat(101)}`,
    '/export?format=xml',
    '/export?limit=10001',
  ])('%s is refused: 422', async (query) => {
    expect(await get(query)).toMatchObject({ status: 422, body: refused('INVALID_PAYLOAD') });
  });

  test('one account sees nothing of another', async () => {
    const other = await served.server.story();
    const project = (await story.call('GET', '/v1/projects')).body as unknown as { id: number }[];
    expect(actionsOf(await get('', other.call))).toEqual([]);
    expect(actionsOf(await get(`?project=${project[1]?.id}`, other.call))).toEqual([]);
    expect(actionsOf(await get(`?project=${project[1]?.id}`))).toEqual(['project.created']);
  });

  test('logins are in it, and a key without the permission reads none of it', async () => {
    const { id } = await join(story, 'viewer');
    const { body } = await get(`?actor=${id}`);
    expect(actionsOf({ body })).toEqual(['login.succeeded', 'invitation.accepted']);
    const { call } = await served.server.story({ permissions: ['getRules'] });
    expect([(await get('', call)).status, (await get('/export', call)).status]).toEqual([403, 403]);
  });
});

describe('the export', () => {
  const exported = async (query: string) => {
    const { headers, text } = await get(`/export${query}`);
    return { headers, lines: text.trimEnd().split('\n') };
  };

  test('is a CSV with a heading, in which no cell is a formula', async () => {
    const { headers, lines } = await exported('');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="audit-[\w-]+\.csv"$/);
    expect(lines[0]).toBe(
      'id,at,actor_kind,actor_id,actor_name,action,subject_type,subject_id,project_id,before,after,request_id,address',
    );
    await served.database.query("update accounts.keys set label = '=1+1' where account_id = $1", [
      story.accountId,
    ]);
    await story.call('PATCH', '/v1/account', { body: { name: 'By a formula' } });
    const [, newest] = (await exported('?limit=1')).lines;
    expect(newest).toContain(",'=1+1,account.renamed,");
  });

  test('is one JSON object a line, the same as listed', async () => {
    const { headers, lines } = await exported('?format=ndjson&limit=3');
    const { body } = await get('?limit=3');
    expect(lines.map((line) => JSON.parse(line))).toEqual(body['items']);
    expect(headers['content-type']).toBe('application/x-ndjson');
    expect(headers['x-next-before']).toBe(`${body['next']}`);
  });

  test('says how to go on only where there is more', async () => {
    const { headers } = await exported('?format=ndjson');
    expect(headers['x-next-before']).toBeUndefined();
  });
});

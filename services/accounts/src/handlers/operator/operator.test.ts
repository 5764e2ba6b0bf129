import { connectCache } from '@botect/cache';
import { policyChannel } from '@botect/policy';
import { silentLog as log, systemClock as now } from '@botect/runtime';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../../wiring.ts';
import type { Story } from '../accounts-server.fixture.ts';
import { newAddress, type PeopleServer, password, servePeople } from '../people/people-story.fixture.ts';

let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  await served.server.bootstrap();
  story = await served.server.story();
}, 180_000);
afterAll(() => served.close());

/** The operator's commands, and the projects the data plane was told of. */
async function operating() {
  const cache = await connectCache({ embedded: true });
  const told: string[] = [];
  await cache.channel(policyChannel).subscribe(
    (message) => told.push(message),
    () => {},
  );
  return { ...operator({ database: served.database, cache, log, now }), told };
}
const send = (path: string, body: object) => story.call('POST', path, { token: null, body });

test('suspending tells the data plane of every project, and resuming again', async () => {
  const { limit, told } = await operating();
  const second = await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
  const rename = () => story.call('PUT', '/v1/projects/{project}/scoring/settings', { body: {} });
  await limit(story.accountId, { suspended: true });
  expect((await rename()).status).toBe(402);
  expect(told).toEqual([story.projectId, second.body['id']].map((id) => JSON.stringify({ project_id: id })));
  await limit(story.accountId, { suspended: false });
  expect([(await rename()).status, told.length]).toEqual([200, 4]);
});

test('what the operator did is in the audit', async () => {
  const { limit } = await operating();
  await limit(story.accountId, { quota: 5 });
  const { body } = await story.call('GET', '/v1/audit?limit=1');
  expect(body['items']).toMatchObject([
    {
      actor: { kind: 'system', id: null, name: 'operator' },
      action: 'account.quota-changed',
      before: { quota: null },
      after: { quota: 5 },
    },
  ]);
});

test('the owner’s code lets an owner choose a new password, though in another account too', async () => {
  const { ownerCode } = await operating();
  const { code, use } = await ownerCode(story.accountId);
  const answer = await send('/v1/invitations/accept', { code, password });
  expect([use, answer.status, answer.body['user']]).toEqual([
    'accept',
    200,
    expect.objectContaining({ id: story.userId }),
  ]);
});

test('where nobody signed up yet it is a new code to sign up with; the one printed before is dead', async () => {
  const { ownerCode, accounts } = await operating();
  const [first] = await accounts();
  const { code, use } = await ownerCode(first?.id ?? 0);
  const signedUp = await send('/v1/signup', { code, name: 'Ada', email: newAddress(), password });
  expect([use, signedUp.status]).toEqual(['sign-up', 201]);
});

test('an account there is not is said to be none, and nothing is noted', async () => {
  const { limit, ownerCode } = await operating();
  const asked = await Promise.allSettled([limit(999_999, { suspended: true }), ownerCode(999_999)]);
  expect(asked).toMatchObject(Array(2).fill({ reason: { code: 'NOT_FOUND' } }));
  expect(await served.database.prisma.auditEntry.count({ where: { accountId: 999_999 } })).toBe(0);
});

test('a new account has an owner who comes in by the code, and sees nothing of the others', async () => {
  const { create, accounts } = await operating();
  const email = newAddress();
  const { accountId, code } = await create({ email, accountName: 'Acme & Söhne' });
  const { body, headers } = await send('/v1/invitations/accept', { code, password });
  expect(body['account']).toEqual({
    id: accountId,
    name: 'Acme & Söhne',
    slug: 'acme-sohne',
    is_personal: false,
    role: 'owner',
  });
  const cookie = headers['set-cookie']?.split(';', 1)[0] ?? '';
  const projects = await story.call('GET', '/v1/projects', { token: null, headers: { cookie } });
  expect([projects.status, projects.text]).toEqual([200, '[]']);
  expect((await accounts()).map(({ id }) => id)).toContain(accountId);
});

test('accounts of one name have addresses of their own', async () => {
  const { create, accounts } = await operating();
  const ids: number[] = [];
  for (const accountName of ['Twins', 'Twins']) {
    ids.push((await create({ email: newAddress(), accountName })).accountId);
  }
  const slugs = (await accounts()).filter(({ id }) => ids.includes(id)).map(({ slug }) => slug);
  expect(slugs).toEqual(['twins', `twins-${ids[1]}`]);
});

test.each([
  ['no address', 'Acme'],
  ['ada@example.com', ' '],
])('an account of %j called %j is refused, and none is made', async (email, accountName) => {
  const { create, accounts } = await operating();
  const before = await accounts();
  await expect(create({ email, accountName })).rejects.toMatchObject({ code: 'INVALID_PAYLOAD' });
  expect(await accounts()).toEqual(before);
});

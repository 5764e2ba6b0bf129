import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal();
}, 180_000);
afterAll(() => portal.close());

let people = 0;
const somebody = () => {
  people += 1;
  return { email: `grace-${people}@example.net`, name: 'Grace', role: 'viewer' };
};
const list = async ({ call }: PortalStory) => JSON.parse((await call('GET', '/users/get')).text);
const update = ({ ask }: PortalStory, body: object) => ask('/users/update', body, { method: 'PUT' });
const refused = (status: number, key: string) => ({ status, body: { error: { code: status, key } } });

async function withGrace() {
  const story = await portal.story();
  const grace = somebody();
  const created = await story.ask('/users/create', grace);
  const [owner] = await list(story);
  return { story, grace, created, owner: owner.email as string };
}

describe('a user', () => {
  test('is invited with a code, and listed', async () => {
    const { story, grace, created } = await withGrace();
    const { invitationCode, ...user } = created.body;
    expect([created.status, user]).toEqual([200, { ...grace, createdAt: expect.any(String) }]);
    expect(invitationCode).toEqual(expect.any(String));
    expect(await list(story)).toEqual([expect.objectContaining({ role: 'owner' }), user]);
  });

  test('is there once', async () => {
    const { story, grace } = await withGrace();
    const again = await story.ask('/users/create', { ...grace, email: grace.email.toUpperCase() });
    expect(again).toMatchObject(refused(400, 'PORTAL.USER_ALREADY_EXISTS'));
  });

  test('changes name and role', async () => {
    const { story, grace } = await withGrace();
    const changed = { name: 'Grace H', userType: 'admin' };
    const { status, body } = await update(story, { email: grace.email, ...changed });
    expect([status, body]).toMatchObject([200, { email: grace.email, name: 'Grace H', role: 'admin' }]);
  });

  test('has no marketing preferences here', async () => {
    const { story, grace } = await withGrace();
    const answer = await update(story, { email: grace.email, marketingPreferences: {} });
    expect(answer).toMatchObject(refused(400, 'API.INVALID_BODY'));
    expect(answer.text).toContain('marketingPreferences');
  });

  test('is removed by address', async () => {
    const { story, grace } = await withGrace();
    const { status, body } = await story.ask('/users/delete', { email: grace.email });
    expect([status, body]).toEqual([200, { success: true, deletedUserEmail: grace.email }]);
    expect(await list(story)).toHaveLength(1);
    expect(await story.audited()).toEqual(['user.invited', 'user.removed']);
  });

  test('who is in another account too keeps their name', async () => {
    const { owner: email } = await withGrace();
    const other = await portal.story();
    await other.ask('/users/create', { ...somebody(), email });
    const answer = await update(other, { email, name: 'Mine' });
    expect(answer).toMatchObject(refused(403, 'PORTAL.CANNOT_MODIFY_USER'));
  });
});

describe('the owner', () => {
  test('is neither renamed, demoted nor removed', async () => {
    const { story, owner: email } = await withGrace();
    const protectedOwner = refused(403, 'PORTAL.CANNOT_MODIFY_OWNER_USER');
    expect(await update(story, { email, name: 'Mine' })).toMatchObject(protectedOwner);
    expect(await update(story, { email, userType: 'viewer' })).toMatchObject(protectedOwner);
    expect(await story.ask('/users/delete', { email })).toMatchObject(protectedOwner);
  });
});

test('nobody removes themselves', async () => {
  const story = await portal.story({ role: 'admin' });
  const [{ email }] = await list(story);
  const own = refused(403, 'PORTAL.CANNOT_DELETE_OWN_USER');
  expect(await story.ask('/users/delete', { email })).toMatchObject(own);
});

test('the last user stays, whoever asks', async () => {
  const story = await portal.story();
  const [{ email }] = await list(story);
  const { accountId } = story;
  const { prisma } = portal.database;
  await prisma.membership.updateMany({ where: { accountId }, data: { role: 'admin' } });
  const ofNobody = { kind: 'workspace', userId: null };
  await prisma.key.updateMany({ where: { accountId, kind: 'account' }, data: ofNobody });
  const last = refused(400, 'PORTAL.CANNOT_DELETE_LAST_USER');
  expect(await story.ask('/users/delete', { email })).toMatchObject(last);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal();
}, 180_000);
afterAll(() => portal.close());

type Key = Record<string, unknown>;
const create = async ({ ask }: PortalStory, body: object = {}): Promise<Key> =>
  (await ask('/api-keys/create', { name: 'ci', permissions: ['getRules'], ...body })).body;
const list = async ({ ask }: PortalStory): Promise<Key[]> => JSON.parse((await ask('/api-keys/get')).text);

describe('a key', () => {
  test('is listed by what it may do, without its token', async () => {
    const story = await portal.story();
    const permissions = { AccessRules: ['getRules', 'createRule'], Traffic: ['getTraffic'] };
    const { token, ...created } = await create(story, { permissions });
    expect(created).toMatchObject({ name: 'ci', permissions, expiresAt: null, lastUsedAt: null });
    expect(await list(story)).toEqual([expect.objectContaining({ name: 'test' }), created]);
    expect((await story.ask('/api-keys/get')).text).not.toContain(String(token));
    expect(created['lastFour']).toBe(String(token).slice(-4));
  });

  test('opens what it was given, and nothing else', async () => {
    const story = await portal.story();
    const token = String((await create(story))['token']);
    const answers = ['/access-control/get', '/sites/get'].map((path) => story.ask(path, {}, { token }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 403]);
  });

  test.each([
    [{ expiresIn: 3_600 }, 3_600],
    [{ expiresIn: 0 }, null],
    [{ expiresIn: null }, null],
    [{}, null],
  ])('made with %j lives so many seconds: %j', async (body, seconds) => {
    const { createdAt, expiresAt } = await create(await portal.story(), body);
    const life = (Date.parse(String(expiresAt)) - Date.parse(String(createdAt))) / 1_000;
    expect(expiresAt === null ? null : Math.round(life)).toBe(seconds);
  });

  test('never holds more than who makes or changes it', async () => {
    const story = await portal.story({ permissions: ['createApiKey', 'updateApiKey', 'getRules'] });
    const { id: apiKeyId } = await create(story);
    const beyond = { permissions: ['getRules', 'verify'] };
    const refused = { status: 403, body: { error: { key: 'API.INSUFFICIENT_PERMISSIONS' } } };
    expect(await story.ask('/api-keys/create', { name: 'x', ...beyond })).toMatchObject(refused);
    expect(await story.ask('/api-keys/update', { apiKeyId, ...beyond })).toMatchObject(refused);
  });

  test('is renamed, gets another set, and ends earlier, never later', async () => {
    const story = await portal.story();
    const { id: apiKeyId } = await create(story, { expiresIn: 3_600 });
    const update = (body: object) => story.ask('/api-keys/update', { apiKeyId, ...body });
    const changed = { name: 'deploy', permissions: { Verify: ['verify'] } };
    expect(await update({ ...changed, expiresIn: 60 })).toMatchObject({ status: 200, body: changed });
    const errors = [{ path: 'expiresIn', message: expect.any(String) }];
    const error = { key: 'API.INVALID_BODY', data: { errors } };
    expect(await update({ expiresIn: 7_200 })).toMatchObject({ status: 400, body: { error } });
  });

  test('deleted is dead at the next request, gone from the list and not found again', async () => {
    const story = await portal.story();
    const { id: apiKeyId, token } = await create(story);
    const remove = () => story.ask('/api-keys/delete', { apiKeyId });
    expect(await remove()).toMatchObject({ status: 200, body: { success: true } });
    const answer = await story.ask('/access-control/get', {}, { token: String(token) });
    expect([answer.status, (await list(story)).length]).toEqual([401, 1]);
    expect(await remove()).toMatchObject({ body: { error: { key: 'PORTAL.API_KEYS_NOT_FOUND' } } });
    expect(await story.audited()).toEqual(['token.created', 'token.revoked']);
  });

  test('of somebody else is not found', async () => {
    const [ours, theirs] = [await portal.story(), await portal.story()];
    const { id: apiKeyId } = await create(theirs);
    const missing = { status: 404, body: { error: { key: 'PORTAL.API_KEYS_NOT_FOUND' } } };
    expect(await ours.ask('/api-keys/update', { apiKeyId, name: 'x' })).toMatchObject(missing);
    expect(await ours.ask('/api-keys/delete', { apiKeyId })).toMatchObject(missing);
  });
});

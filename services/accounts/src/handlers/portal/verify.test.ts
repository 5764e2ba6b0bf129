import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
beforeAll(async () => {
  portal = await servePortal();
}, 180_000);
afterAll(() => portal.close());

const token = `sess_${'a'.repeat(48)}`;
const human = { token, score: 87, lastSeenMs: Date.now(), ip: '192.0.2.1' };

async function visited(session: Partial<SeededSession> = {}, differences = {}): Promise<PortalStory> {
  const story = await portal.story(differences);
  await seedSessions(portal.database, story, [{ ...human, ...session }]);
  return story;
}
const verify = ({ ask, secret }: PortalStory, body: object = {}) =>
  ask('/siteverify', { secret, token, ...body }, { token: null });
const siteNamed = async (siteKey: unknown) => {
  const where = { publicKey: String(siteKey) };
  const { projectId } = await portal.database.prisma.key.findFirstOrThrow({ where });
  return { projectId: Number(projectId) };
};
const ok = { status: 'ok', verified: true };
const again = { verified: false, reason: 'API.USER_ALREADY_VERIFIED' };
const unknown = { status: 'Unknown token', verified: false, score: 0 };

describe('a token', () => {
  test('is good once', async () => {
    const story = await visited();
    const [first, second] = [await verify(story), await verify(story)];
    expect([first.status, first.body]).toEqual([200, { ...ok, score: 0.13 }]);
    expect([second.status, second.body]).toMatchObject([200, again]);
  });

  test('is good once for many who come at once', async () => {
    const story = await visited();
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(story)));
    expect(answers.filter(({ body }) => body['verified'])).toHaveLength(1);
  });

  test.each([`sess_${'b'.repeat(48)}`, 'not a token', ''])(
    'nobody knows passes nobody: %s',
    async (other) => {
      expect((await verify(await visited(), { token: other })).body).toEqual(unknown);
    },
  );

  test('without a score passes nobody yet, and is not used up', async () => {
    const story = await visited({ score: 0 });
    const answers = [await verify(story), await verify(story)];
    expect(answers.map(({ body }) => body)).toEqual([unknown, unknown]);
  });

  test('of somebody else’s site is unknown', async () => {
    await visited();
    expect((await verify(await portal.story())).body).toEqual(unknown);
  });
});

describe('whoever', () => {
  test('a rule blocks is not verified, and told why', async () => {
    const story = await visited();
    const conditions = [{ field: 'ip', operator: 'equals', value: '198.51.100.9' }];
    await story.ask('/access-control/create', { rule: { type: 'block', conditions } });
    const { body } = await verify(story, { ip: '198.51.100.9', email: 'a@example.com' });
    expect(body).toMatchObject({ verified: false, score: 0.13, reason: 'API.ACCESS_POLICY_BLOCK' });
  });

  test.each(['', 'unknown', '203.0.113.7, 10.0.0.1', '203.0.113.7:443', 'a\u0000b'])(
    'comes with %j for an address is judged by the one the session has',
    async (ip) => {
      const story = await visited();
      const conditions = [{ field: 'ip', operator: 'equals', value: human.ip }];
      await story.ask('/access-control/create', { rule: { type: 'block', conditions } });
      const blocked = { verified: false, reason: 'API.ACCESS_POLICY_BLOCK' };
      expect((await verify(story, { ip })).body).toMatchObject(blocked);
    },
  );

  test('the settings stop is not verified', async () => {
    const story = await visited({ score: 1 });
    const body = { block_definite: true };
    await story.call('PUT', '/v1/projects/{project}/scoring/settings', { body });
    const denied = { verified: false, score: 0.99, reason: 'CAPTCHA.DECISION_MACHINE_DENIED' };
    expect((await verify(story)).body).toMatchObject(denied);
  });

  test('sends a form is answered like JSON', async () => {
    const story = await visited();
    const form = new URLSearchParams({ secret: story.secret, token, ip: '192.0.2.1' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    expect((await story.ask('/siteverify', form, { token: null, headers })).body).toMatchObject(ok);
  });

  test('has a key with the permission needs no secret', async () => {
    const story = await visited({}, { permissions: ['verify', 'updateSite'] });
    expect((await story.ask('/siteverify', { token })).body).toMatchObject(ok);
    expect((await story.ask('/siteverify', { token })).body).toMatchObject(again);
  });

  test.each(['a\u0000b', '\ud800', 'x'.repeat(200), "' or 1=1 --"])(
    'has a key is told that nobody knows %j',
    async (other) => {
      const story = await visited({}, { permissions: ['verify'] });
      expect((await story.ask('/siteverify', { token: other })).body).toEqual(unknown);
    },
  );

  test('has a key of one project verifies for that project alone', async () => {
    const story = await visited();
    const keys = '/v2/projects/{project}/integrations/api-keys';
    const { body } = await story.call('POST', keys, { body: { label: 'backend' } });
    const { key } = body['data'] as { key: string };
    const project = { name: 'second', settings: { domains: ['a.example'] } };
    const { siteKey } = (await story.ask('/sites/create', project)).body;
    const { projectId } = await siteNamed(siteKey);
    const other = `sess_${'c'.repeat(48)}`;
    await seedSessions(portal.database, { ...story, projectId }, [{ ...human, token: other }]);
    const answers = [token, other].map((one) => story.ask('/siteverify', { token: one }, { token: key }));
    expect((await Promise.all(answers)).map((answer) => answer.body)).toEqual([
      { ...ok, score: 0.13 },
      unknown,
    ]);
  });

  test('has a key of another account verifies nothing here', async () => {
    await visited();
    expect((await (await portal.story()).ask('/siteverify', { token })).body).toEqual(unknown);
  });
});

describe('refused is', () => {
  test.each([
    [400, 'GENERAL.MISSING_SECRET_KEY', { secret: undefined }],
    [400, 'API.INVALID_SITE_KEY', { secret: 'sk_none' }],
    [400, 'API.INVALID_BODY', { token: undefined }],
    [400, 'API.INVALID_BODY', { remoteip: '192.0.2.1' }],
  ])('%i %s: %j', async (status, key, body) => {
    expect(await verify(await visited(), body)).toMatchObject({ status, body: { error: { key } } });
  });

  test('the site key in place of the secret', async () => {
    const story = await visited();
    const answer = await verify(story, { secret: story.siteKey });
    expect(answer.body).toMatchObject({ error: { key: 'API.INVALID_SITE_KEY' } });
  });

  test('a key without the permission', async () => {
    const story = await visited({}, { permissions: ['updateSite'] });
    const error = { key: 'API.INSUFFICIENT_PERMISSIONS' };
    expect(await story.ask('/siteverify', { token })).toMatchObject({ status: 403, body: { error } });
  });

  test('a key that is none', async () => {
    const answer = await (await visited()).ask('/siteverify', { token }, { token: 'bat_none' });
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { key: 'API.INVALID_AUTHORIZATION_HEADER' } },
    });
  });

  test('a site that is switched off, and one that is not paid for', async () => {
    const story = await visited();
    await story.call('POST', '/v1/projects', { body: { name: 'Second' } });
    await story.ask('/sites/delete', { siteKey: story.siteKey });
    expect((await verify(story)).body).toMatchObject({ error: { key: 'API.SITE_KEY_NOT_REGISTERED' } });
    const unpaid = await visited({}, { suspendedAt: new Date(0) });
    expect((await verify(unpaid)).body).toMatchObject({ error: { key: 'API.FORBIDDEN' } });
  });
});

import { dataPlaneOperations, failOpenVerdict, type ScoredSession } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definite, likely, person, verdictServer, verified } from './verdict-server.fixture.ts';

let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer();
}, 180_000);
afterAll(() => server.close());

const allowed = { status: 200, body: failOpenVerdict };

describe('GET /v1/sessions/{session_token}/verdict', () => {
  test('a person is allowed, in exactly five fields', async () => {
    expect(await server.read(await server.scored(person))).toEqual({
      status: 200,
      body: {
        verdict: 'likely_human',
        score: 87,
        action: 'allow',
        detection_ids: [],
        reason: 'No bot signals; natural interaction profile.',
      },
    });
  });

  test('a bot is explained, and allowed until the owner decides otherwise', async () => {
    const { body } = await server.read(await server.scored(definite));
    expect(body).toMatchObject({
      verdict: 'definite',
      action: 'allow',
      detection_ids: [1002],
      reason: expect.stringContaining('headless'),
    });
  });

  test.each<[string, ScoredSession, Record<string, boolean | number>, string, string, string]>([
    ['block_definite blocks definite bots', definite, { block_definite: true }, '', 'definite', 'block'],
    [
      'challenge_likely challenges likely ones',
      likely,
      { challenge_likely: true },
      '',
      'likely_automated',
      'challenge',
    ],
    [
      'challenge_likely leaves definite ones alone',
      definite,
      { challenge_likely: true },
      '',
      'definite',
      'allow',
    ],
    [
      'a person is not challenged',
      person,
      { challenge_likely: true, block_definite: true },
      '',
      'likely_human',
      'allow',
    ],
    [
      'a higher threshold suspects more',
      person,
      { likely_bot_threshold: 99, challenge_likely: true },
      '',
      'likely_automated',
      'challenge',
    ],
    [
      'a static resource is protected by default',
      definite,
      { block_definite: true },
      '?path=%2Fapp.js',
      'definite',
      'block',
    ],
    [
      'a static resource is let through on request',
      definite,
      { block_definite: true, protect_static: false },
      '?path=%2Fapp.js%3Fv=1',
      'definite',
      'allow',
    ],
    [
      '/.well-known/ is static',
      definite,
      { block_definite: true, protect_static: false },
      '?path=/.well-known/x',
      'definite',
      'allow',
    ],
    [
      'a page is not static',
      definite,
      { block_definite: true, protect_static: false },
      '?path=/login&ip=1.2.3.4&foo=1',
      'definite',
      'block',
    ],
    [
      'a path over 2,048 bytes counts as not given',
      definite,
      { block_definite: true, protect_static: false },
      `?path=/${'x'.repeat(2_048)}.js`,
      'definite',
      'block',
    ],
    ['a verified bot is allowed', verified, { block_definite: true }, '', 'verified', 'allow'],
  ])('%s', async (_claim, session, settings, query, band, action) => {
    const from = await seedProject(server.database, { settings });
    expect((await server.read(await server.scored(session, from), { from, query })).body).toMatchObject({
      verdict: band,
      action,
    });
  });

  test('a bot band without a detection names the threshold', async () => {
    const from = await seedProject(server.database, { settings: { likely_bot_threshold: 99 } });
    expect((await server.read(await server.scored(person, from), { from })).body.detection_ids).toEqual([
      9001,
    ]);
  });

  test.each(['sess_unknown', 'sess_9f...', 'a%2Fb', '%00', '%', '%FF', 'x'.repeat(129), '__proto__'])(
    'the token %s fails open',
    async (token) => {
      expect(await server.read(token)).toEqual(allowed);
    },
  );

  test('another project’s session answers like one that never existed', async () => {
    const other = await seedProject(server.database);
    expect(await server.read(await server.scored(definite), { from: other })).toEqual(allowed);
  });

  test('a session without a score yet fails open', async () => {
    expect(await server.read(await server.scored({ ...person, score: 0 }))).toEqual(allowed);
  });

  test('a session the cache has lost is found in the database', async () => {
    await server.store('sess_stored');
    expect((await server.read('sess_stored')).body).toMatchObject({ score: 42, detection_ids: [3005] });
  });

  test('both key headers work', async () => {
    const token = await server.scored(person);
    expect(
      (await server.read(token, { headers: { 'x-botect-private-key': server.project.privateKey } })).body
        .score,
    ).toBe(87);
  });

  test.each<[string, () => Record<string, string>, number]>([
    ['no key', () => ({}), 401],
    ['a site key', () => ({ authorization: `Bearer ${server.project.siteKey}` }), 401],
    ['an unknown key', () => ({ authorization: 'Bearer sk_nobody' }), 401],
    ['another scheme', () => ({ authorization: `Basic ${server.project.privateKey}` }), 401],
  ])('%s is refused', async (_what, headers, status) => {
    expect(await server.read('sess_x', { headers: headers() })).toMatchObject({
      status,
      body: { code: 'UNAUTHENTICATED' },
    });
  });

  test('a suspended account is told so', async () => {
    const from = await seedProject(server.database, { suspended: true });
    expect(await server.read('sess_x', { from })).toMatchObject({
      status: 402,
      body: { code: 'NO_ACTIVE_SUBSCRIPTION' },
    });
  });
});

describe('GET /v1/detections', () => {
  test('lists every detection for anybody', async () => {
    const response = await fetch(`${server.origin}/v1/detections`);
    const told = await response.json();
    expect(told).toContainEqual(expect.objectContaining({ id: 3002, engine: 'behavioral', weight: -30 }));
    expect(told).toContainEqual(expect.objectContaining({ id: 1001, weight: null }));
    expect(dataPlaneOperations.listDetections.answer.schema.safeParse(told).success).toBe(true);
  });
});

import { compactKey, connectCache, type VersionedValues } from '@botect/cache';
import {
  encodeScoredSession,
  failOpenVerdict,
  Problem,
  type ScoredSession,
  scoredSessionsKeyspace,
  sessionKey,
  type Verdict,
} from '@botect/contracts';
import { connectDatabase, type Database } from '@botect/database';
import { type HttpListener, httpServer } from '@botect/http';
import { connectPolicy } from '@botect/policy';
import { type Closable, silentLog as log, noTelemetry, systemClock as now } from '@botect/runtime';
import { type SeededProject, seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verdict } from '../wiring.ts';

const open: Closable[] = [];
let database: Database;
let values: VersionedValues;
let listener: HttpListener;
let project: SeededProject;
let cacheGet: 'works' | 'fails' | 'never answers' = 'works';
let databaseAway = false;

beforeAll(async () => {
  const use = async <Part extends Closable>(opening: Promise<Part>) => {
    const part = await opening;
    open.push(part);
    return part;
  };
  database = await use(connectDatabase({ migrate: true }));
  const cache = await use(connectCache({ embedded: true }));
  const policy = await use(connectPolicy({ database, cache, now, log }));
  values = cache.versionedValues(scoredSessionsKeyspace);
  const get: VersionedValues['get'] = (key) => {
    if (cacheGet === 'never answers') return new Promise(() => {});
    return cacheGet === 'works'
      ? values.get(key)
      : Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'gone'));
  };
  const faulty = { versionedValues: () => ({ ...values, get }) };
  const query: Database['query'] = (text, parameters) =>
    databaseAway
      ? Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'gone'))
      : database.query(text, parameters);
  const to = { cache: faulty, database: { query }, policy, telemetry: noTelemetry, log, now, budgetMs: 25 };
  listener = await use(
    httpServer({ routes: verdict(to).routes, log, telemetry: noTelemetry }).listen({
      port: 0,
      host: '127.0.0.1',
    }),
  );
  project = await seedProject(database);
}, 60_000);
afterAll(async () => {
  for (const part of open.toReversed()) await part.close();
});

const person: ScoredSession = {
  score: 87,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: true,
  behavioral: {
    mouseEntropy: 0.74,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  },
};
const definite: ScoredSession = { ...person, score: 1, detectionIds: [1002] };
const likely: ScoredSession = { ...person, score: 20, detectionIds: [3002] };
const verified: ScoredSession = { ...person, score: 0, verifiedCategory: 'Search' };

let tokens = 0;
async function scored(session: ScoredSession, of = project): Promise<string> {
  tokens += 1;
  const token = `sess_${tokens}`;
  await values.putNewest([
    { key: compactKey(sessionKey(of.projectId, token)), revision: 1, value: encodeScoredSession(session) },
  ]);
  return token;
}

async function read(
  token: string,
  {
    from = project,
    query = '',
    headers,
  }: { from?: SeededProject; query?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`http://127.0.0.1:${listener.port}/v1/sessions/${token}/verdict${query}`, {
    headers: headers ?? { authorization: `Bearer ${from.privateKey}` },
  });
  return { status: response.status, body: (await response.json()) as Verdict };
}
const allowed = { status: 200, body: failOpenVerdict };

describe('GET /v1/sessions/{session_token}/verdict', () => {
  test('a person is allowed, in exactly five fields', async () => {
    expect(await read(await scored(person))).toEqual({
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
    const { body } = await read(await scored(definite));
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
    const from = await seedProject(database, { settings });
    expect((await read(await scored(session, from), { from, query })).body).toMatchObject({
      verdict: band,
      action,
    });
  });

  test('a bot band without a detection names the threshold', async () => {
    const from = await seedProject(database, { settings: { likely_bot_threshold: 99 } });
    expect((await read(await scored(person, from), { from })).body.detection_ids).toEqual([9001]);
  });

  test.each(['sess_unknown', 'sess_9f...', 'a%2Fb', '%00', '%', '%FF', 'x'.repeat(129), '__proto__'])(
    'the token %s fails open',
    async (token) => {
      expect(await read(token)).toEqual(allowed);
    },
  );

  test('another project’s session answers like one that never existed', async () => {
    const other = await seedProject(database);
    expect(await read(await scored(definite), { from: other })).toEqual(allowed);
  });

  test('a session without a score yet fails open', async () => {
    expect(await read(await scored({ ...person, score: 0 }))).toEqual(allowed);
  });

  test('a session the cache has lost is found in the database', async () => {
    await database.query(
      `insert into scoring.sessions (project_id, token, account_id, revision, score, detection_ids, reasons, state, first_seen_at, last_seen_at, scored_at)
       values ($1, 'sess_stored', 1, 1, 42, '{3005}', '[]', '{}', now(), now(), now())`,
      [project.projectId],
    );
    expect((await read('sess_stored')).body).toMatchObject({ score: 42, detection_ids: [3005] });
  });

  test('both key headers work', async () => {
    const token = await scored(person);
    expect((await read(token, { headers: { 'x-botect-private-key': project.privateKey } })).body.score).toBe(
      87,
    );
  });

  test.each<[string, () => Record<string, string>, number]>([
    ['no key', () => ({}), 401],
    ['a site key', () => ({ authorization: `Bearer ${project.siteKey}` }), 401],
    ['an unknown key', () => ({ authorization: 'Bearer sk_nobody' }), 401],
    ['another scheme', () => ({ authorization: `Basic ${project.privateKey}` }), 401],
  ])('%s is refused', async (_what, headers, status) => {
    expect(await read('sess_x', { headers: headers() })).toMatchObject({
      status,
      body: { code: 'UNAUTHENTICATED' },
    });
  });

  test('a suspended account is told so', async () => {
    const from = await seedProject(database, { suspended: true });
    expect(await read('sess_x', { from })).toMatchObject({
      status: 402,
      body: { code: 'NO_ACTIVE_SUBSCRIPTION' },
    });
  });
});

describe('a verdict read never fails a visitor', () => {
  test.each(['fails', 'never answers'] as const)(
    'when the cache %s and the database is away',
    async (fault) => {
      const token = await scored(definite);
      [cacheGet, databaseAway] = [fault, true];
      const answer = await read(token);
      [cacheGet, databaseAway] = ['works', false];
      expect(answer).toEqual(allowed);
    },
  );

  test('and the database answers for a cache that fails', async () => {
    await database.query(`update scoring.sessions set token = 'sess_moved' where token = 'sess_stored'`);
    cacheGet = 'fails';
    const answer = await read('sess_moved');
    cacheGet = 'works';
    expect(answer.body.score).toBe(42);
  });
});

describe('GET /v1/detections', () => {
  test('lists every detection for anybody', async () => {
    const response = await fetch(`http://127.0.0.1:${listener.port}/v1/detections`);
    expect(await response.json()).toContainEqual(expect.objectContaining({ id: 3002, engine: 'behavioral' }));
  });
});

import { requestOf } from '@botect/http';
import { describe, expect, test } from '@jest/globals';
import { type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import type { StoredSession } from '../../core/stored-session.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { previewRule } from './preview-rule.ts';
import { ruleStories } from './rule-stories.fixture.ts';

const stories = await ruleStories();
const hourMs = 3_600_000;
const preview = '/v1/projects/{project}/rules/preview';
const noBands = { not_computed: 0, definite: 0, likely_automated: 0, likely_human: 0, verified: 0 };
const seen = (token: string, hoursAgo: number, differences: Partial<SeededSession>): SeededSession => ({
  token,
  score: 90,
  lastSeenMs: Date.now() - hoursAgo * hourMs,
  ...differences,
});

/** A project with sessions of every band, all of the last hours but one. */
async function visited() {
  const story = await stories.story();
  await seedSessions(stories.database(), story, [
    seen('definite', 5, { score: 1, detectionIds: [1001], ua: 'curl/8', ip: '203.0.113.7' }),
    seen('automated', 4, { score: 20, mouseEntropy: 0.1, ip: '2001:db8::1' }),
    seen('human', 3, { country: 'AT' }),
    seen('verified', 2, { score: 0, verifiedCategory: 'Search' }),
    seen('unscored', 1, { score: 0 }),
    seen('old', 24 * 8, { score: 2 }),
  ]);
  return story;
}

describe('a preview', () => {
  test.each<[expression: string, matched: string[], unknown: string[]]>([
    ['score < 30 AND NOT verified_bot', ['automated', 'definite'], []],
    ['verified_bot_category in ["Search"]', [], []],
    ['ip in ["203.0.113.0/24", "2001:db8::/32"]', ['automated', 'definite'], []],
    ['ua == "curl/8" OR country == "AT"', ['human', 'definite'], []],
    ['detection_ids in [1001]', ['definite'], []],
    ['behavioral.mouse_entropy < 0.5', ['automated'], []],
    ['band == "likely_human"', ['human'], []],
    ['path == "/login"', [], ['path']],
    ['logged_in OR static_resource OR path == "/a"', [], ['logged_in', 'static_resource', 'path']],
  ])('of %s', async (expression, matched, unknown) => {
    const { call } = await visited();
    const { status, body } = await call('POST', preview, { body: { expression } });
    const sample = matched.map((session_token) => expect.objectContaining({ session_token }));
    const bands = { evaluated: 4, is_exact: true, matched: matched.length };
    expect([status, body]).toMatchObject([200, { ...bands, sample, unknown_fields: unknown }]);
  });

  test('counts by the bands of the threshold as it is now', async () => {
    const { call } = await visited();
    await call('PUT', '/v1/projects/{project}/scoring/settings', { body: { likely_bot_threshold: 10 } });
    const { body } = await call('POST', preview, { body: { expression: 'score < 95' } });
    expect(body['by_band']).toEqual({ ...noBands, definite: 1, likely_human: 2 });
  });

  test.each([
    [true, { matched: 0, verified_passed: 1 }],
    [false, { matched: 1, verified_passed: 0 }],
  ])('counts as matched whom the rule would decide on, allow_verified %s', async (allow_verified, counts) => {
    const { call } = await visited();
    await call('PUT', '/v1/projects/{project}/scoring/settings', {
      body: { allow_verified },
    });
    expect((await call('POST', preview, { body: { expression: 'verified_bot' } })).body).toMatchObject(
      counts,
    );
  });

  test('looks as far back, and shows as many, as it is asked to', async () => {
    const { call } = await visited();
    const body = { expression: 'score < 95', days: 30, sample: 2 };
    const told = (await call('POST', preview, { body })).body;
    expect(told).toMatchObject({ evaluated: 5, matched: 4, verified_passed: 1 });
    const shown = { session_token: expect.any(String), score: expect.any(Number), band: expect.any(String) };
    const seenAt = { last_seen_at: expect.stringMatching(/Z$/) };
    expect(told['sample']).toEqual(Array(2).fill({ ...shown, ...seenAt }));
  });

  test('tells that no session has a country where none has', async () => {
    const story = await stories.story();
    await seedSessions(stories.database(), story, [seen('one', 1, {})]);
    const { body } = await story.call('POST', preview, { body: { expression: 'country == "AT"' } });
    expect(body['unknown_fields']).toEqual(['country']);
  });

  test('knows the logins that the site told of', async () => {
    const story = await stories.story();
    await seedSessions(stories.database(), story, [seen('in', 1, { loggedIn: true }), seen('untold', 2, {})]);
    const { body } = await story.call('POST', preview, { body: { expression: 'logged_in' } });
    expect(body).toMatchObject({ matched: 1, unknown_fields: [], sample: [{ session_token: 'in' }] });
  });

  test('of a project without sessions is nothing', async () => {
    const { call } = await stories.story();
    const { body } = await call('POST', preview, { body: { expression: 'score < 30' } });
    const nothing = {
      evaluated: 0,
      is_exact: true,
      matched: 0,
      verified_passed: 0,
      by_band: noBands,
      sample: [],
    };
    expect(body).toEqual({ ...nothing, unknown_fields: [] });
  });

  test.each<[body: object, path: string]>([
    [{}, 'expression'],
    [{ expression: 'scoer < 30' }, 'expression'],
    [{ expression: 'score < 30', days: 0 }, 'days'],
    [{ expression: 'score < 30', days: 31 }, 'days'],
    [{ expression: 'score < 30', sample: 51 }, 'sample'],
    [{ expression: 'score < 30', sample: -1 }, 'sample'],
    [{ expression: 'score < 30', name: 'x' }, ''],
  ])('of %j is refused', async (body, path) => {
    const { call } = await stories.story();
    const answer = await call('POST', preview, { body });
    const details = { errors: [{ path, message: expect.any(String) }] };
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_PAYLOAD', details } });
  });
});

describe('of many sessions', () => {
  const behavioral = {
    mouseEntropy: null,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  };
  const unknown = {
    detectionIds: [],
    verifiedCategory: null,
    jsPassed: null,
    loggedIn: null,
    ip: null,
    ua: null,
    country: null,
  };
  const session = (index: number): StoredSession => ({
    ...unknown,
    behavioral,
    token: `t${index}`,
    score: 5,
    lastSeenMs: 100 - index,
  });

  test.each([
    [3, 3, true, [4]],
    [4, 4, true, [4, 4]],
    [10, 10, true, [4, 4, 2, 1]],
    [11, 10, false, [4, 4, 2, 1]],
  ])('%i: %i are looked at, all of them: %s', async (stored, evaluated, isExact, limits) => {
    const all = Array.from({ length: stored }, (_, index) => session(index));
    const asked: number[] = [];
    const readSessions: Ports['readSessions'] = async (_project, _since, { after, limit }) => {
      asked.push(limit);
      const from = after === undefined ? 0 : all.indexOf(after) + 1;
      return all.slice(from, from + limit);
    };
    const stores = { settings: { read: async () => ({ likely_bot_threshold: 30, bot_settings: {} }) } };
    const ports = { stores, readSessions, now: () => 0 } as unknown as Ports;
    const request = requestOf({ body: { expression: 'score < 30' } });
    const visit = { request, projectId: 1 } as unknown as ProjectVisit;
    const { body } = await previewRule(ports, { sessionsMax: 10, pageSize: 4 })(visit);
    expect(JSON.parse(`${body}`)).toMatchObject({ evaluated, matched: evaluated, is_exact: isExact });
    expect(asked).toEqual(limits);
  });
});

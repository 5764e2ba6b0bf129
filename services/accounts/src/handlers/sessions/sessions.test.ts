import { connectCache } from '@botect/cache';
import { sessionDetailSchema, sessionPageSchema, sessionsCountedMax } from '@botect/contracts';
import type { Database } from '@botect/database';
import { parseExpression } from '@botect/rules';
import { embeddedDatabase, fakeClock } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alike, type SeededSession, seedSessions } from '../../adapters/seed-sessions.fixture.ts';
import { seedDetails } from '../../adapters/session-details.fixture.ts';
import { type AccountsServer, type Story, serveAccounts } from '../accounts-server.fixture.ts';

const june = Date.UTC(2026, 5, 14, 10);
const dayMs = 86_400_000;
const now = fakeClock(june);

let database: Database;
let server: AccountsServer;
beforeAll(async () => {
  database = await embeddedDatabase();
  server = await serveAccounts(database, await connectCache({ embedded: true }), { now });
}, 180_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const sessions = '/v1/projects/{project}/sessions';
const usual: SeededSession = { token: 's', score: 50, lastSeenMs: june - 60_000 };
const refused = (code: string) => ({ error: expect.any(String), message: expect.any(String), code });

async function storyWith(...seeded: SeededSession[]): Promise<Story> {
  const story = await server.story();
  await seedSessions(database, story, seeded);
  return story;
}
const list = async ({ call }: Story, query: Record<string, string> = {}) =>
  sessionPageSchema.parse((await call('GET', `${sessions}?${new URLSearchParams(query)}`)).body);
const tokensOf = async (story: Story, query: Record<string, string> = {}) =>
  (await list(story, query)).sessions.map(({ session_token }) => session_token);

describe('the list of sessions', () => {
  test('shows each with its band under the threshold of now, newest first', async () => {
    const known = { ip: '203.0.113.9', ua: 'Mozilla', country: 'DE', detectionIds: [3002] };
    const older = { ...usual, ...known, token: 'older', score: 20, lastSeenMs: june - dayMs };
    const { sessions: listed, ...rest } = await list(await storyWith(older, usual));
    expect(listed.map(({ session_token, band }) => [session_token, band])).toEqual([
      ['s', 'likely_human'],
      ['older', 'likely_automated'],
    ]);
    const { ua: user_agent, country, ip } = known;
    expect(listed[1]).toMatchObject({ score: 20, detection_ids: [3002], user_agent, country, ip });
    expect(listed[1]?.last_seen_at).toBe(new Date(older.lastSeenMs).toISOString());
    expect(rest).toMatchObject({ total: 2, total_is_exact: true, has_more: false, next: null });
  });

  test('pages end where the next begins, and the last says so', async () => {
    const story = await storyWith(...alike(5, usual));
    const seen: string[] = [];
    let page = await list(story, { limit: '2' });
    for (; page.next !== null; page = await list(story, { limit: '2', after: page.next })) {
      expect([page.sessions.length, page.has_more, page.total]).toEqual([2, true, 5]);
      seen.push(...page.sessions.map(({ session_token }) => session_token));
    }
    seen.push(...page.sessions.map(({ session_token }) => session_token));
    expect(seen).toEqual(['s-4', 's-3', 's-2', 's-1', 's-0']);
  });

  test('a page holds twenty unless told', async () => {
    const { sessions: listed, has_more } = await list(await storyWith(...alike(21, usual)));
    expect([listed.length, has_more]).toEqual([20, true]);
  });

  test('a total that was not counted to its end says so', async () => {
    const story = await storyWith(...alike(sessionsCountedMax, usual));
    expect(await list(story)).toMatchObject({ total: 10_000, total_is_exact: true });
    await seedSessions(database, story, [{ ...usual, token: 'one-more' }]);
    expect(await list(story)).toMatchObject({ total: 10_000, total_is_exact: false });
  });

  test.each<[title: string, query: Record<string, string>, from: number, to: number]>([
    ['the last seven days unless told', {}, june - 7 * dayMs, june],
    ['thirty days at most', { from: '2020-01-01T00:00:00Z' }, june - 30 * dayMs, june],
    [
      'what was asked, in UTC',
      { from: '2026-06-10T02:00:00+02:00', to: '2026-06-11T00:00:00Z' },
      Date.UTC(2026, 5, 10),
      Date.UTC(2026, 5, 11),
    ],
  ])('searches %s, and says so', async (_, query, fromMs, toMs) => {
    const { from, to } = await list(await storyWith(), query);
    expect([Date.parse(from), Date.parse(to)]).toEqual([fromMs, toMs]);
  });

  test.each<[query: Record<string, string>, tokens: string[]]>([
    [{ ip: '203.0.113.0/24' }, ['bot']],
    [{ ip: '203.0.113.9' }, ['bot']],
    [{ user_agent: 'curl/8' }, ['bot']],
    [{ country: 'de' }, ['bot']],
    [{ band: 'definite' }, ['bot']],
    [{ band: 'verified' }, ['crawler']],
    [{ score_max: '49' }, ['bot']],
    [{ score_max: '49', score_min: '0' }, ['bot', 'none']],
    [{ score_min: '50' }, ['crawler', 's']],
    [{ detection: '1001' }, ['bot']],
    [{ verified: 'true' }, ['crawler']],
    [{ verified: 'false', score_min: '50' }, ['s']],
    [{ session_token: 'cr' }, ['crawler']],
    [{ from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' }, ['old']],
    [{ ip: '', score_max: '', session_token: 's' }, ['s']],
    [{ ip: '203.0.113.9', user_agent: 'other' }, []],
  ])('filtered by %j', async (query, tokens) => {
    const agent = { ip: '203.0.113.9', ua: 'curl/8', country: 'DE', detectionIds: [1001] };
    const story = await storyWith(
      usual,
      { ...usual, ...agent, token: 'bot', score: 1 },
      { ...usual, token: 'crawler', verifiedCategory: 'Search' },
      { ...usual, token: 'none', score: 0 },
      { ...usual, token: 'old', lastSeenMs: Date.UTC(2026, 5, 1) },
    );
    expect((await tokensOf(story, query)).sort()).toEqual(tokens);
  });

  test.each([
    ['ip', '203.0.113'],
    ['ip', '203.0.113.9/33'],
    ['ip', "'; drop table"],
    ['country', 'DEU'],
    ['band', 'bad'],
    ['score_min', '-1'],
    ['score_max', '100'],
    ['detection', 'x'],
    ['verified', 'yes'],
    ['session_token', 'a%'],
    ['user_agent', 'nul \0'],
    ['from', 'yesterday'],
    ['to', '2026-06-14'],
    ['limit', '0'],
    ['limit', '101'],
    ['after', 'x'],
    ['after', 'x.\0'],
  ])('%s=%s is refused with its fault: 422', async (path, value) => {
    const { call } = await server.story();
    const answer = await call('GET', `${sessions}?${new URLSearchParams({ [path]: value })}`);
    const errors = [{ path, message: expect.any(String) }];
    expect(answer).toMatchObject({
      status: 422,
      body: { ...refused('INVALID_PAYLOAD'), details: { errors } },
    });
  });
});

describe('a session', () => {
  const rule = (story: Story, name: string, expression: string, over: object = {}) => ({
    accountId: story.accountId,
    projectId: story.projectId,
    name,
    expressionSource: expression,
    expression: { ...parseExpression(expression) } as object,
    action: 'block',
    ...over,
  });
  const addRules = async (...rules: ReturnType<typeof rule>[]) => {
    for (const data of rules) await database.prisma.rule.create({ data });
  };
  const show = async ({ call }: Story, token = 's') => {
    const { status, body } = await call('GET', `${sessions}/${token}`);
    expect(status).toBe(200);
    return sessionDetailSchema.parse(body);
  };

  test('is shown with all that led to its score', async () => {
    const story = await storyWith({ ...usual, score: 20, detectionIds: [2001, 3002], mouseEntropy: 0.02 });
    const reasons = [
      { id: 3002, term: 'low_pointer_entropy', points: -30, evidence: 'mouse_entropy 0.02' },
      { id: null, term: 'mixed_input', points: 8, evidence: '2 kinds of input' },
    ];
    const history = [{ at: '2026-06-14T09:59:00.000Z', score: 20, detection_ids: [2001, 3002] }];
    const probe = { passed: false, tells: ['webdriver'], languages: ['de'] };
    await seedDetails(database, { ...story, token: 's' }, { reasons, history, state: { seen: [1], probe } });
    const { detections, signals, ...session } = await show(story);
    expect(session).toMatchObject({ band: 'likely_automated', history, behavioral: { mouse_entropy: 0.02 } });
    expect(session.js_detection).toEqual({ passed: null, tells: ['webdriver'], languages: ['de'] });
    expect(session.reasons.map(({ detection_id, points }) => [detection_id, points])).toEqual([
      [3002, -30],
      [null, 8],
    ]);
    expect(detections.map(({ id, engine, points }) => [id, engine, points])).toEqual([
      [2001, 'js_detection', null],
      [3002, 'behavioral', -30],
    ]);
    expect(detections[1]).toMatchObject({ name: 'low_pointer_entropy', evidence: 'mouse_entropy 0.02' });
    expect(signals).toEqual({ pages: [] });
  });

  test('is shown with what the site’s server told of it, if it told anything', async () => {
    const story = await storyWith(usual);
    expect(await show(story)).toMatchObject({ logged_in: null, logged_in_at: null, page_hits: null });
    const address = { ip: '8.8.8.8', source: 'header', inferred: true };
    const newest = { headerNames: ['host'], languages: ['en'], hadSessionCookie: true, address };
    const state = { loggedIn: { value: true, atMs: 1_000 }, hits: { count: 3, newestOrder: '', ...newest } };
    await seedDetails(database, { ...story, token: 's' }, { state });
    expect(await show(story)).toMatchObject({
      logged_in_at: '1970-01-01T00:00:01.000Z',
      page_hits: { count: 3, header_names: ['host'], languages: ['en'], had_session_cookie: true, address },
    });
  });

  test('says what a verdict would be now, by which rule, and on what grounds', async () => {
    const story = await storyWith({ ...usual, score: 20, ip: '203.0.113.9' });
    await addRules(
      rule(story, 'watch', 'score < 90', { isShadow: true }),
      rule(story, 'elsewhere', 'country == "DE"'),
      rule(story, 'of the account', 'ip in ["203.0.113.0/24"] AND NOT score > 50', { projectId: null }),
      rule(story, 'never reached', 'score < 99', { action: 'challenge' }),
      rule(story, 'over', 'score < 99', { sortOrder: -1, expiresAt: new Date(june) }),
      { ...rule(story, 'unreadable', 'score < 99', { sortOrder: -1 }), expression: { version: 99 } },
    );
    const { decision } = await show(story);
    const name = expect.objectContaining({ name: 'of the account' });
    expect(decision).toMatchObject({ band: 'likely_automated', action: 'block', step: 'rule', rule: name });
    expect(decision.shadow_matches.map((one) => one.name)).toEqual(['watch']);
    expect(decision.why.map((one) => [one.name, one.predicates])).toEqual([
      ['watch', [{ text: 'score < 90', value: 20, held: true }]],
      [
        'of the account',
        [
          { text: 'ip in ["203.0.113.0/24"]', value: '203.0.113.9', held: true },
          { text: 'score > 50', value: 20, held: false },
        ],
      ],
    ]);
  });

  test('without rules and toggles is allowed, and says so', async () => {
    const { decision } = await show(await storyWith({ ...usual, score: 1 }));
    const nothing = { rule: null, shadow_matches: [], why: [] };
    expect(decision).toEqual({ band: 'definite', action: 'allow', step: 'default', ...nothing });
  });

  test('nobody knows is missing, and so is one of another project, byte for byte', async () => {
    const [own, other] = [await storyWith(), await storyWith({ ...usual, token: 'theirs' })];
    const tokens = ['theirs', 'nobodys', 'no%20token', '%00', 'x'.repeat(500)];
    const answers = await Promise.all(tokens.map((token) => own.call('GET', `${sessions}/${token}`)));
    for (const { status, text } of answers) expect([status, text]).toEqual([404, answers[0]?.text]);
    expect(answers[0]?.body).toEqual(refused('NOT_FOUND'));
    expect((await other.call('GET', `${sessions}/theirs`)).status).toBe(200);
  });
});

import { failOpenVerdict } from '@botect/contracts';
import type { Request } from '@botect/http';
import { networksOf, readSnapshot } from '@botect/networks';
import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definite, type Rule, verdictServer } from './verdict-server.fixture.ts';
import { verifiedVisitor } from './verified-visitor.ts';

// Ample time, so that what is seen here is what was decided.
let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer({ budgetMs: 10_000 });
}, 180_000);
afterAll(() => server.close());

const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const gptbot =
  'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)';
const asking = (ip: string, ua: string, more = '') => `?${new URLSearchParams({ ip, ua })}${more}`;
const google = asking('66.249.66.1', googlebot);

interface Case {
  readonly query?: string;
  readonly settings?: Record<string, boolean>;
  readonly rules?: readonly Rule[];
  readonly token?: string;
}

async function verdictOf({ query = google, settings = {}, rules = [], token = 'none' }: Case) {
  const from = await seedProject(server.database, { settings });
  for (const rule of rules) await server.rule(from, rule);
  return (await server.read(token, { from, query })).body;
}

describe('a crawler that runs no JavaScript', () => {
  test('is verified by address and agent, without a session', async () => {
    expect(await verdictOf({})).toEqual({
      verdict: 'verified',
      score: 0,
      action: 'allow',
      detection_ids: [],
      reason: 'Verified bot (Search).',
    });
  });

  test.each([
    ['in IPv6', asking('2001:4860:4801:10::1', googlebot), 'none'],
    ['as a dual-stack socket shows it', asking('::ffff:66.249.66.1', googlebot), 'none'],
    ['whatever the token', google, 'sess_unknown'],
    ['even with what is no token', google, 'a%2Fb'],
  ])('%s', async (_what, query, token) => {
    expect((await verdictOf({ query, token })).verdict).toBe('verified');
  });

  test.each<[string, Case, string]>([
    [
      'is allowed before rules and toggles are asked',
      { rules: [{ when: 'verified_bot', action: 'block' }] },
      'allow',
    ],
    [
      'meets rules on its category once it is not allowed anyway',
      {
        settings: { allow_verified: false },
        rules: [{ when: 'verified_bot_category == "Search"', action: 'block' }],
      },
      'block',
    ],
    [
      'meets rules on address and agent too',
      {
        settings: { allow_verified: false },
        rules: [{ when: 'ip in ["66.249.0.0/16"]', action: 'challenge' }],
      },
      'challenge',
    ],
    [
      'meets no toggle',
      { settings: { allow_verified: false, block_definite: true, challenge_likely: true } },
      'allow',
    ],
  ])('%s', async (_what, given, action) => {
    expect(await verdictOf(given)).toMatchObject({ verdict: 'verified', action });
  });

  test('is verified for another category by its own list', async () => {
    const query = asking('20.171.206.1', gptbot);
    const rules = [{ when: 'verified_bot_category == "AI Crawler"', action: 'block' }] as const;
    expect(await verdictOf({ query, settings: { allow_verified: false }, rules })).toMatchObject({
      action: 'block',
    });
  });

  test('is told from its session: the request proves it, a token may be anybody’s', async () => {
    const token = await server.scored(definite);
    expect((await server.read(token, { query: google })).body.verdict).toBe('verified');
  });

  test('asks no store', async () => {
    server.asked.length = 0;
    await server.read('sess_of_nobody', { query: google });
    expect(server.asked).toEqual([]);
  });

  test('is counted', async () => {
    server.counted();
    await server.read('none', { query: google });
    expect(server.counted()).toEqual([`${server.project.projectId} verified allow`]);
  });
});

describe('nobody else is verified', () => {
  test.each([
    ['the name from a foreign address', asking('8.8.8.8', googlebot)],
    ['the name from another crawler’s address', asking('40.77.167.1', googlebot)],
    ['the name alone', `?${new URLSearchParams({ ua: googlebot })}`],
    ['the address alone', '?ip=66.249.66.1'],
    [
      'the address under a person’s agent',
      asking('66.249.66.1', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'),
    ],
    ['the name from a private address', asking('10.0.0.1', googlebot)],
    ['a chain of addresses', asking('8.8.8.8, 66.249.66.1', googlebot)],
    ['the name in an agent too long to be meant', asking('66.249.66.1', `${googlebot}${'x'.repeat(2_048)}`)],
    ['a name that only its host name could prove', asking('17.58.101.1', 'Applebot/0.1')],
  ])('%s', async (_what, query) => {
    expect(await verdictOf({ query })).toEqual(failOpenVerdict);
  });

  test('a wrong key is told so, crawler or not', async () => {
    const headers = { authorization: 'Bearer sk_nobody' };
    expect((await server.read('none', { query: google, headers })).status).toBe(401);
  });
});

test('a crawler that only its host name proves is verified once the name system has answered', () => {
  const { lists, crawlers } = readSnapshot();
  let answer: boolean | null = null;
  const visitor = verifiedVisitor(networksOf(lists, crawlers, () => answer));
  const context = new Map([
    ['ip', '17.58.101.1'],
    ['ua', 'Applebot/0.1'],
  ]);
  const request = { query: (name: string) => context.get(name) ?? null } as Request;
  const categories = [null, false, true].map((next) => {
    answer = next;
    return visitor(request);
  });
  expect(categories).toEqual([null, null, 'Search']);
});

import type { ScoredSession } from '@botect/contracts';
import { seedProject } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definite, likely, person, type Rule, verdictServer, verified } from './verdict-server.fixture.ts';

// Ample time, so that what is seen here is what was decided.
let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer({ budgetMs: 10_000 });
}, 180_000);
afterAll(() => server.close());

interface Case {
  readonly rules: readonly Rule[];
  readonly session?: ScoredSession;
  readonly query?: string;
  readonly settings?: Record<string, boolean>;
  /** What the session showed last. */
  readonly seen?: { readonly ip?: string; readonly ua?: string; readonly country?: string };
  readonly action: string;
}

async function projectWith({ rules, settings = {} }: Pick<Case, 'rules' | 'settings'>) {
  const from = await seedProject(server.database, { settings });
  for (const rule of rules) await server.rule(from, rule);
  return from;
}

async function verdictOf({ session = person, query = '', seen, ...project }: Omit<Case, 'action'>) {
  const from = await projectWith(project);
  const token = await server.scored(session, from);
  if (seen) await server.seen(from, token, seen);
  return (await server.read(token, { from, query })).body;
}

const always = 'score >= 0';
const later = { sortOrder: 1 };
const onLogin = { when: 'path == "/login"', action: 'block' } as const;
const byIp = { when: 'ip in ["192.0.2.0/24"]', action: 'block' } as const;
const byCountry = { when: 'country == "DE"', action: 'block' } as const;
const byUa = { when: 'ua == "curl"', action: 'block' } as const;
const loggedIn = { when: 'logged_in', action: 'allow' } as const;

const outcomes: Record<string, Case> = {
  'allow: nothing after it is asked': {
    rules: [
      { when: always, action: 'allow' },
      { when: always, action: 'block', ...later },
    ],
    action: 'allow',
  },
  block: { rules: [{ when: always, action: 'block' }], action: 'block' },
  challenge: { rules: [{ when: always, action: 'challenge' }], action: 'challenge' },
  'log: shown when nothing else decides': { rules: [{ when: always, action: 'log' }], action: 'log' },
  'delay: shown rather than log': {
    rules: [
      { when: always, action: 'log' },
      { when: always, action: 'delay', ...later },
    ],
    action: 'delay',
  },
  'log and delay do not end the search': {
    rules: [
      { when: always, action: 'delay' },
      { when: always, action: 'block', ...later },
    ],
    action: 'block',
  },
  'a rule that does not match': { rules: [{ when: 'score < 10', action: 'block' }], action: 'allow' },
  'the documented example': {
    rules: [{ when: 'score < 30 AND path == "/login" AND NOT verified_bot', action: 'block' }],
    ...{ session: likely, query: '?path=%2Flogin', action: 'block' },
  },
  'a path that is told': { rules: [onLogin], query: '?path=/login', action: 'block' },
  'a path that is not told': { rules: [onLogin], action: 'allow' },
  'a path over 2,048 bytes, which counts as not told': {
    rules: [{ when: 'path == null', action: 'block' }],
    ...{ query: `?path=/${'x'.repeat(2_048)}`, action: 'block' },
  },
  'an address that is told': { rules: [byIp], query: '?ip=192.0.2.9', action: 'block' },
  'a country that is told': { rules: [byCountry], query: '?country=DE', action: 'block' },
  'a user agent that is told': { rules: [byUa], query: '?ua=curl', action: 'block' },
  'logged in': {
    rules: [loggedIn, { when: always, action: 'block', ...later }],
    query: '?logged_in=1',
    action: 'allow',
  },
  'not logged in': {
    rules: [{ when: 'logged_in == false', action: 'block' }],
    ...{ query: '?logged_in=0', action: 'block' },
  },
  'a login state that is neither 1 nor 0': {
    rules: [{ when: 'logged_in == null', action: 'block' }],
    ...{ query: '?logged_in=yes', action: 'block' },
  },
  'an address the session showed last': { rules: [byIp], seen: { ip: '192.0.2.9' }, action: 'block' },
  'a country the session showed last': { rules: [byCountry], seen: { country: 'DE' }, action: 'block' },
  'a user agent the session showed last': { rules: [byUa], seen: { ua: 'curl' }, action: 'block' },
  'what is no address tells nothing': {
    rules: [byIp],
    ...{ query: '?ip=203.0.113.7%2C%20192.0.2.1', seen: { ip: '192.0.2.9' }, action: 'block' },
  },
  'what is told goes before what was seen': {
    rules: [byCountry, byIp],
    ...{ query: '?country=FR', seen: { country: 'DE', ip: '::1' }, action: 'allow' },
  },
  'a session that showed nothing': { rules: [byCountry], action: 'allow' },
  'a shadow rule never acts': { rules: [{ when: always, action: 'block', isShadow: true }], action: 'allow' },
  'an inactive rule': { rules: [{ when: always, action: 'block', isActive: false }], action: 'allow' },
  'an expired rule': { rules: [{ when: always, action: 'block', expiresAt: new Date(0) }], action: 'allow' },
  'a rule for the whole account': {
    rules: [{ when: always, action: 'block', accountWide: true }],
    action: 'block',
  },
  'sort order goes before age': {
    rules: [
      { when: always, action: 'block', ...later },
      { when: always, action: 'challenge' },
    ],
    action: 'challenge',
  },
  'of equals the older': {
    rules: [
      { when: always, action: 'block' },
      { when: always, action: 'challenge', accountWide: true },
    ],
    action: 'block',
  },
  'toggles after rules': {
    rules: [{ when: always, action: 'allow' }],
    ...{ session: definite, settings: { block_definite: true }, action: 'allow' },
  },
  'a toggle goes before a remembered log': {
    rules: [{ when: always, action: 'log' }],
    ...{ session: definite, settings: { block_definite: true }, action: 'block' },
  },
  'a verified bot that is allowed meets no rule': {
    rules: [{ when: 'verified_bot', action: 'block' }],
    ...{ session: verified, action: 'allow' },
  },
  'a verified bot may be blocked once it is not allowed anyway': {
    rules: [{ when: 'verified_bot_category in ["Search"]', action: 'block' }],
    ...{ session: verified, settings: { allow_verified: false }, action: 'block' },
  },
  'a static resource that is skipped meets no rule': {
    rules: [{ when: always, action: 'block' }],
    ...{ query: '?path=/app.js', settings: { protect_static: false }, action: 'allow' },
  },
  'a session without a score meets no rule': {
    rules: [{ when: always, action: 'block' }],
    ...{ session: { ...person, score: 0 }, action: 'allow' },
  },
};

describe('rules', () => {
  test.each(Object.entries(outcomes))('%s', async (_claim, { action, ...given }) => {
    expect((await verdictOf(given)).action).toBe(action);
  });

  test('the one that decided is named, before what is known of the session', async () => {
    const rules = [{ when: always, action: 'block', name: 'Block login bots' }] as const;
    const { reason, detection_ids } = await verdictOf({ rules, session: definite });
    expect(reason).toMatch(/^Matched rule "Block login bots"\. .*headless/);
    expect(detection_ids).toEqual([1002]);
  });

  test('one that did not decide is not named', async () => {
    const rules = [{ when: always, action: 'log', name: 'Watch' }] as const;
    const { reason } = await verdictOf({ rules, session: definite, settings: { block_definite: true } });
    expect(reason).not.toContain('Watch');
  });

  test('deleted, it is gone at once', async () => {
    const from = await projectWith({ rules: [] });
    const token = await server.scored(person, from);
    const id = await server.rule(from, { when: always, action: 'block' });
    expect((await server.read(token, { from })).body.action).toBe('block');
    await server.withoutRule(from, id);
    expect((await server.read(token, { from })).body.action).toBe('allow');
  });

  test('one that expires while it is remembered ends on time', async () => {
    const from = await projectWith({ rules: [] });
    const token = await server.scored(person, from);
    // Far from the database's own clock, however long this suite takes.
    server.now.advance(3_600_000);
    await server.rule(from, { when: always, action: 'block', expiresAt: new Date(server.now() + 20_000) });
    expect((await server.read(token, { from })).body.action).toBe('block');
    server.now.advance(20_001);
    expect((await server.read(token, { from })).body.action).toBe('allow');
  });
});

describe('what a verdict asks the database', () => {
  const scored = async (rules: readonly Rule[]) => {
    const from = await projectWith({ rules });
    const token = await server.scored(person, from);
    server.asked.length = 0;
    return { from, token };
  };

  test.each<[string, readonly Rule[], string]>([
    ['no rule', [], ''],
    ['rules that read nothing of the request', [{ when: always, action: 'block' }], ''],
    ['rules whose fields are all told', [byIp, byUa], '?ip=::1&ua=x'],
  ])('nothing with %s', async (_what, rules, query) => {
    const { from, token } = await scored(rules);
    await server.read(token, { from, query });
    expect(server.asked).toEqual([]);
  });

  test('how a visitor appeared, once in five seconds', async () => {
    const { from, token } = await scored([byIp, byUa]);
    for (let reads = 0; reads < 3; reads += 1) await server.read(token, { from });
    expect(server.asked).toHaveLength(1);
  });
});

describe('what is counted', () => {
  test('the key, the verdict, and every rule that matched, shadow ones too', async () => {
    const from = await projectWith({ rules: [] });
    const acting = await server.rule(from, { when: always, action: 'block' });
    const shadow = await server.rule(from, { when: always, action: 'block', isShadow: true });
    await server.rule(from, { when: 'score < 2', action: 'block' });
    const token = await server.scored(likely, from);
    server.counted();
    server.keysUsed.length = 0;
    await server.read(token, { from });
    const rules = [`rule ${acting}`, `rule ${shadow}`];
    expect(server.counted()).toEqual([`${from.projectId} likely_automated block`, ...rules]);
    expect(server.keysUsed).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  test('an unknown session, as one that was allowed', async () => {
    server.counted();
    await server.read('sess_unknown');
    expect(server.counted()).toEqual([`${server.project.projectId} not_computed allow`]);
  });

  test('nothing when the key is refused', async () => {
    server.counted();
    await server.read('sess_unknown', { headers: { authorization: 'Bearer sk_nobody' } });
    expect(server.counted()).toEqual([]);
  });
});

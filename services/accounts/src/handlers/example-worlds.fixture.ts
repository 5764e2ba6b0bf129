import type { Operation } from '@botect/contracts';
import type { Database } from '@botect/database';
import { buildLogin } from '../adapters/login-builder.fixture.ts';
import { seedSessions } from '../adapters/seed-sessions.fixture.ts';
import type { Call, Story } from './accounts-server.fixture.ts';

/** What an example needs to be asked here: ids for its path, its own ids in the body, another credential. */
export interface Prepared extends Call {
  readonly path?: Readonly<Record<string, string | number>>;
}

type Prepare = (story: Story, example: Readonly<Record<string, unknown>>) => Promise<Prepared>;

export const sessionToken = 'sess_9f3c0123456789abcdef0123456789abcdef0123456789ab';

const made = async (story: Story, path: string, body: object, at = 'id') =>
  String((await story.call('POST', path, { body })).body[at]);

const rule = async (story: Story) => {
  const body = { name: 'Protect login', expression: 'score < 30', action: 'block', group: 'june' };
  return Number(await made(story, '/v1/projects/{project}/rules', body));
};
const inRule: Prepare = async (story) => ({ path: { rule: await rule(story) } });

const invited = async (story: Story) => {
  const body = { email: `grace-${story.userId}@example.com`, name: 'Grace', role: 'viewer' };
  const { body: user } = await story.call('POST', '/v1/users', { body });
  return { id: Number(user['id']), email: body.email, code: String(user['invitation_code']) };
};
const ofUser: Prepare = async (story) => ({ path: { user: (await invited(story)).id } });

const ofToken: Prepare = async (story) => ({
  path: { token: await made(story, '/v1/tokens', { label: 'deployment', expires_in_seconds: 8_000_000 }) },
});

const portalKey: Prepare = async (story, example) => {
  const key = { name: 'CI', permissions: { Traffic: ['getTraffic'] }, expiresIn: 86_400 };
  return { body: { ...example, apiKeyId: await made(story, '/api-keys/create', key) } };
};

const withSiteKey: Prepare = async (story, example) => {
  await story.call('POST', '/v1/projects', { body: { name: 'Another, so that one may go' } });
  return { body: { ...example, siteKey: (await story.enable()).body['site_key'] } };
};

const portalUser: Prepare = async (story, example) => ({
  body: { ...example, email: (await invited(story)).email },
});

const password = 'a long sentence nobody guesses';
const person = async (story: Story) => {
  const { email, code } = await invited(story);
  const { headers } = await story.call('POST', '/v1/invitations/accept', {
    token: null,
    body: { code, password },
  });
  return { email, cookie: (headers['set-cookie'] ?? '').split(';', 1)[0] ?? '' };
};
const byLogin: Prepare = async (story, example) => ({
  token: null,
  headers: { cookie: (await person(story)).cookie },
  ...(Object.keys(example).length > 0 && { body: example }),
});

/** By operation; an operation that is not here needs nothing. */
export function preparations(database: Database, firstCode: () => string): Readonly<Record<string, Prepare>> {
  const session: Prepare = async (story) => {
    await seedSessions(database, story, [{ token: sessionToken, score: 12, lastSeenMs: Date.now() }]);
    return { path: { session_token: sessionToken } };
  };
  const suggested = async ({ accountId, projectId }: Story) => {
    const period = { periodStart: new Date(0), periodEnd: new Date(1) };
    const { id } = await database.prisma.ruleSuggestion.create({
      data: {
        ...{ accountId, projectId, kind: 'network', subject: '203.0.113.0/24', action: 'challenge' },
        ...{ expressionSource: 'ip in ["203.0.113.0/24"]', sessions: 40, botSessions: 39, ...period },
      },
    });
    return id;
  };
  const suggestion: Prepare = async (story) => ({ path: { suggestion: await suggested(story) } });
  return {
    signUp: async (story, example) => ({
      token: null,
      body: { ...example, code: firstCode(), email: `ada-${story.userId}@example.com` },
    }),
    acceptInvitation: async (story, example) => ({
      token: null,
      body: { ...example, code: (await invited(story)).code },
    }),
    logIn: async (story, example) => ({
      token: null,
      body: { ...example, email: (await person(story)).email },
    }),
    logOut: byLogin,
    changePassword: byLogin,
    inviteUser: async (story, example) => ({
      body: { ...example, email: `ada-${story.userId}@example.com` },
    }),
    changeUser: ofUser,
    removeUser: ofUser,
    renewInvitation: ofUser,
    deactivateProject: withSiteKey,
    rotateKey: async (story) => {
      await story.enable();
      return {};
    },
    showToken: ofToken,
    changeToken: ofToken,
    revokeToken: ofToken,
    createWorkspaceKey: async (story, example) => ({
      token: null,
      headers: { cookie: `botscope_session=${await buildLogin(database, story)}` },
      body: example,
    }),
    revokeWorkspaceKey: async (story) => ({
      path: { key: await made(story, '/api/v1/api-keys', { label: 'CI' }) },
    }),
    revokeProjectKey: async (story) => {
      const path = '/v2/projects/{project}/integrations/api-keys';
      const { body } = await story.call('POST', path, { body: { label: 'bot' } });
      return { path: { key: (body['data'] as { metadata: { id: string } }).metadata.id } };
    },
    showRule: inRule,
    changeRule: inRule,
    deleteRule: inRule,
    showRuleMatches: inRule,
    orderRules: async (story) => ({ body: { rule_ids: [await rule(story)] } }),
    deleteRuleGroup: async (story) => {
      await rule(story);
      return { path: { group: 'june' } };
    },
    showSuggestion: suggestion,
    dismissSuggestion: suggestion,
    applySuggestions: async (story) => ({ body: { suggestion_ids: [await suggested(story)] } }),
    showSession: session,
    exportSession: session,
    eraseSession: session,
    eraseSessions: async (story, example) => {
      await seedSessions(database, story, [
        { token: sessionToken, score: 12, lastSeenMs: Date.now(), ip: String(example['ip']) },
      ]);
      return {};
    },
    deleteAccessRule: async (story) => {
      const conditions = [{ field: 'ip', operator: 'equals', value: '192.0.2.7' }];
      await story.call('POST', '/access-control/create', { body: { rule: { type: 'block', conditions } } });
      const { body } = await story.call('POST', '/access-control/get', { body: {} });
      const [first] = body['rules'] as { userScopeHash: string }[];
      return { body: { userScopeHash: first?.userScopeHash } };
    },
    deleteAccessGroup: async (story) => {
      const conditions = [{ field: 'ip', operator: 'equals', value: '192.0.2.7' }];
      const grouped = { type: 'block', conditions, ruleGroupId: 'june' };
      await story.call('POST', '/access-control/create', { body: { rule: grouped } });
      return {};
    },
    getPortalSite: withSiteKey,
    updatePortalSite: withSiteKey,
    deletePortalSite: withSiteKey,
    getLiveSessions: withSiteKey,
    updatePortalKey: portalKey,
    deletePortalKey: portalKey,
    updatePortalUser: portalUser,
    deletePortalUser: portalUser,
    verifySite: async (story, example) => {
      await seedSessions(database, story, [{ token: sessionToken, score: 87, lastSeenMs: Date.now() }]);
      return { token: null, body: { ...example, secret: (await story.enable()).body['private_key'] } };
    },
    showReferenceAsset: async () => ({ path: { asset: 'swagger-ui.css' } }),
  };
}

/** The path with what was prepared, and the example's query. */
export function target({ path, example }: Operation, prepared: Prepared): string {
  const filled = Object.entries(prepared.path ?? {}).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, String(value)),
    path,
  );
  const query = new URLSearchParams(example?.query ?? {}).toString();
  return query === '' ? filled : `${filled}?${query}`;
}

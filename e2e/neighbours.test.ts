import type { Closable } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { shell } from './harness/shell.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';

const token = `test_${'neighbour'.repeat(5)}`;

/** Calls as the documents of neighbouring products print them, each with the origin it was printed for. */
const printed = {
  scoring: `curl -X POST https://api.botect.ai/v1/projects/123/scoring \\
-H "Authorization: Bearer YOUR_ACCOUNT_TOKEN"`,
  workspaceKey: `API_ORIGIN="https://api.botscope.org"
curl -sS -X POST "$API_ORIGIN/api/v1/api-keys" \\
  -H "Cookie: botscope_session=YOUR_BROWSER_SESSION" \\
  -H "Content-Type: application/json" \\
  -d '{ "label": "CI automation" }'`,
  projectKey: `curl -X POST "https://api.botsubscription.com/v2/projects/YOUR_PROJECT_ID/integrations/api-keys" \\
-H "Authorization: Bearer YOUR_TOKEN" \\
-H "Content-Type: application/json" \\
-d '{
"label": "staging bot"
}'`,
  adminRules: `curl -X GET https://api.prosopo.io/v1/prosopo/provider/admin/rules \\
  -H "Authorization: Bearer YOUR_API_KEY" \\
  -H "Content-Type: application/json"`,
};

const origins = /https:\/\/api\.(botect\.ai|botscope\.org|botsubscription\.com|prosopo\.io)/g;

describe('calls printed in the documents of neighbouring products', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  beforeAll(async () => {
    folder = await dataFolder();
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
  }, 200_000);
  afterAll(async () => {
    await botect?.close();
    await folder?.close();
  });

  /** Runs a printed call against this server with the reader's own in place of what stands for it. */
  const follow = async (command: keyof typeof printed, own: Readonly<Record<string, string>> = {}) => {
    const placeholders = Object.entries({ YOUR_ACCOUNT_TOKEN: token, YOUR_TOKEN: token, ...own });
    const script = placeholders.reduce(
      (text, [placeholder, value]) => text.replaceAll(placeholder, value),
      printed[command].replaceAll(origins, botect.origin),
    );
    return JSON.parse(await shell(script));
  };

  test('enabling scoring on project 123 answers both keys and the observe-first settings', async () => {
    expect(await follow('scoring')).toEqual({
      site_key: expect.stringMatching(/^pk_/),
      private_key: expect.stringMatching(/^sk_/),
      bot_settings: {
        allow_verified: true,
        protect_static: true,
        block_definite: false,
        challenge_likely: false,
      },
      likely_bot_threshold: 30,
    });
  });

  test('a workspace key is made with the cookie of a browser’s login', async () => {
    const [, code = ''] = /"code":"([^"]+)"/.exec(botect.stdout()) ?? [];
    const signUp = await fetch(`${botect.origin}/v1/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code,
        name: 'Ada',
        email: 'ada@example.com',
        password: 'nine lives and a tenth',
      }),
    });
    const [, login = ''] = /botect_login=([^;]+)/.exec(signUp.headers.get('set-cookie') ?? '') ?? [];
    const made = await follow('workspaceKey', { YOUR_BROWSER_SESSION: login });
    expect(made).toMatchObject({ label: 'CI automation', key: expect.stringMatching(/^dxk_/) });
    const lists = await call(`GET ${botect.origin}/v1/projects`, { bearer: made.key });
    expect(lists.status).toBe(200);
  });

  test('a labelled project key comes in the documented envelope, and opens its project alone', async () => {
    const path = '/v2/projects/123/integrations/api-keys';
    const answer = await follow('projectKey', { YOUR_PROJECT_ID: '123' });
    const { key } = answer.data;
    expect(answer).toEqual({
      ok: true,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      path,
      code: 200,
      message: 'API key created successfully',
      data: {
        key: expect.any(String),
        metadata: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          label: 'staging bot',
          last_four: key.slice(-4),
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
          created_by: null,
          updated_at: expect.any(String),
          updated_by: null,
          revoked_at: null,
          revoked_by: null,
        },
      },
    });
    const own = await call(`GET ${botect.origin}/v1/projects/123/rules`, { bearer: key });
    const other = await call(`GET ${botect.origin}/v2/projects/124/integrations/api-keys`, { bearer: key });
    expect([own.status, other.status]).toEqual([200, 404]);
  });

  test('the rules are listed for a key with that one permission', async () => {
    const { body } = await call(`POST ${botect.origin}/api-keys/create`, {
      bearer: token,
      body: { name: 'rules reader', permissions: { AccessRules: ['getRules'] } },
    });
    const listed = await follow('adminRules', { YOUR_API_KEY: String(body['token']) });
    expect(listed).toMatchObject({ rules: [], ruleCount: 0 });
  });
});

import { randomBytes } from 'node:crypto';
import { eventually } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { call } from './api.ts';

/** Where to ask; each call may go to another replica. */
export interface Origins {
  ingest(): string;
  verdict(): string;
  accounts(): string;
  /** The first account's. */
  readonly token: string;
}

interface Site {
  readonly projectId: number;
  readonly privateKey: string;
}

/** A site that tells of its visitors from its server, and what its owner sees of them. */
export function serverEntryStory(where: () => Origins): void {
  const owner = (request: string, body?: unknown) => {
    const [method, path] = request.split(' ');
    const asked = `${method} ${where().accounts()}${path}`;
    return call(asked, { bearer: where().token, ...(body !== undefined && { body }) });
  };
  const site = async (): Promise<Site> => {
    const { body: project } = await owner('POST /v1/projects', { name: `tells ${hex(4)}` });
    const projectId = Number(project['id']);
    const { body: keys } = await owner(`POST /v1/projects/${projectId}/scoring`);
    return { projectId, privateKey: String(keys['private_key']) };
  };
  const told = ({ privateKey: bearer }: Site, path: string, body?: unknown) =>
    call(`POST ${where().ingest()}${path}`, { bearer, ...(body !== undefined && { body }) });
  const verdict = async ({ privateKey: bearer }: Site, session: string, query = '') =>
    (await call(`GET ${where().verdict()}/v1/sessions/${session}/verdict${query}`, { bearer })).body;
  const seen = async ({ projectId }: Site, session: string) =>
    (await owner(`GET /v1/projects/${projectId}/sessions/${session}`)).body;

  test('a visitor who runs no script is known by the pages they asked for, each once', async () => {
    const [shop, session, hit] = [await site(), newSession(), pageHit()];
    for (const body of [hit, hit, pageHit()]) {
      const answer = await told(shop, '/v1/server/page-hits', { ...body, session_token: session });
      expect(answer.status).toBe(202);
    }
    await eventually(async () =>
      expect(await seen(shop, session)).toMatchObject({ page_hits: { count: 2 } }),
    );
    expect(await verdict(shop, session)).toMatchObject({
      verdict: 'not_computed',
      score: 0,
      action: 'allow',
    });
  });

  test('a login is believed once the session is known, and the next verdicts see it unless they know better', async () => {
    const [shop, session] = [await site(), newSession()];
    const rule = { name: 'members', expression: 'logged_in', action: 'delay' };
    expect((await owner(`POST /v1/projects/${shop.projectId}/rules`, rule)).status).toBe(201);
    const login = () => told(shop, `/v1/sessions/${session}/logged-in`);
    expect(await login()).toMatchObject({ status: 404, body: { code: 'UNKNOWN_SESSION' } });
    const events = { ...handedOn(), session_token: session };
    expect((await told(shop, '/v1/server/events', events)).body).toMatchObject({
      accepted: 1,
      duplicates: 0,
    });
    await eventually(async () =>
      expect(await verdict(shop, session)).toMatchObject({ score: 87, action: 'allow' }),
    );
    expect(await login()).toMatchObject({ status: 200, body: { logged_in: true } });
    await eventually(async () =>
      expect(await verdict(shop, session)).toMatchObject({ score: 87, action: 'delay' }),
    );
    expect(await verdict(shop, session, '?logged_in=0')).toMatchObject({ action: 'allow' });
    expect(await seen(shop, session)).toMatchObject({ logged_in: true, ip: '9.9.9.9', user_agent: null });
  });
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const newSession = () => `sess_${hex(24)}`;

function pageHit() {
  return {
    schema_version: 1,
    page_id: hex(16),
    occurred_at: `${new Date().toISOString().slice(0, 19)}Z`,
    method: 'GET',
    path_hash: hex(32),
    header_names: ['host', 'user-agent', 'accept'],
    languages: [],
    had_session_cookie: false,
    duration_ms: 12,
    ja4: null,
  };
}

function handedOn() {
  const payload = { mouse_entropy: 0.74, mouse_moves: 128 };
  const received_at = new Date().toISOString();
  return {
    schema_version: 1,
    page_id: hex(16),
    observed_ip: '9.9.9.9',
    observed_ip_source: 'header',
    observed_ip_inferred: false,
    events: [{ request_id: hex(8), type: 'mouse', received_at, payload }],
  };
}

import { readFileSync } from 'node:fs';
import { describeReal, eventually, seedProject, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, takingTurns } from './harness/api.ts';
import { type Collector, startCollector } from './harness/collector.ts';
import { tokensIn, usageOf } from './harness/facts.ts';
import { type Installation, type ServiceName, startInstallation } from './harness/installation.ts';
import { follow } from './harness/quickstart.ts';

const startTimeoutMs = 200_000;
/** What is promised of a revoked key. */
const revocationTimeoutMs = 2_000;
const collectorBatch = JSON.parse(
  readFileSync(new URL('../libs/contracts/golden/collector-1.5.0.json', import.meta.url), 'utf8'),
);

interface Keys {
  readonly site_key: string;
  readonly private_key: string;
}

describeReal('the quickstart on two replicas of every service', (real) => {
  let botect: Installation;
  let collector: Collector;
  let token: string;
  let keys: Keys;
  const secrets: string[] = [];
  const next: Record<'accounts' | 'ingest' | 'verdict', () => string> = {
    accounts: () => '',
    ingest: () => '',
    verdict: () => '',
  };

  beforeAll(async () => {
    collector = await startCollector();
    const two = { ingest: 2, scoring: 2, verdict: 2, accounts: 2 };
    botect = await startInstallation(real, two, collector.environment);
    for (const name of ['accounts', 'ingest', 'verdict'] as const) {
      next[name] = takingTurns(botect.of(name).map((replica) => replica.origin()));
    }
    token = tokensIn(botect.output()).join();
    keys = (await follow('enable', { origin: next.accounts(), token })) as unknown as Keys;
    secrets.push(token, keys.private_key);
  }, startTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await collector?.close();
  });

  const send = async (body: object, headers = {}) =>
    await call(`POST ${next.ingest()}/v1/events`, { body, headers });
  /** The session of a batch such as a bot sends under this user agent. */
  const botSession = async (agent: string) => {
    const { body } = await send({ ...botBatch(), site_key: keys.site_key }, { 'user-agent': agent });
    return String(body['session_token']);
  };
  /** The statuses all replicas of a service answer with. */
  const everywhere = (service: ServiceName, request: string, headers: Record<string, string>) => {
    const [method, path] = request.split(' ');
    const body = method === 'POST' ? {} : undefined;
    const asked = botect
      .of(service)
      .map((replica) => call(`${method} ${replica.origin()}${path}`, { headers, body }));
    return Promise.all(asked).then((answers) => answers.map(({ status }) => status));
  };

  /** Waits until every verdict replica answers so. */
  const verdicts = async (session: string, expected: object, bearer = keys.private_key) => {
    for (const replica of botect.of('verdict')) {
      await eventually(async () => {
        const { body } = await call(`GET ${replica.origin()}/v1/sessions/${session}/verdict`, { bearer });
        expect(body).toMatchObject(expected);
      });
    }
  };

  test('of two accounts replicas starting at once, one makes the first account and shows its token', () => {
    expect(token).toMatch(/^bat_\w{48}$/);
  });

  test('enabling shows both keys, and every later call the same site key and no private key', async () => {
    const toggles = {
      allow_verified: true,
      protect_static: true,
      block_definite: false,
      challenge_likely: false,
    };
    expect(keys).toEqual({
      site_key: expect.stringMatching(/^pk_\w{32}$/),
      private_key: expect.stringMatching(/^sk_\w{48}$/),
      bot_settings: toggles,
      likely_bot_threshold: 30,
    });
    const again = await follow('enable', { origin: next.accounts(), token });
    expect(again).toEqual({ ...keys, private_key: null });
  });

  test('the printed first contact is answered as printed, and its verdict has exactly the five fields', async () => {
    const receipt = await follow('firstContact', { origin: next.ingest(), siteKey: keys.site_key });
    const session = String(receipt['session_token']);
    expect(receipt).toEqual({
      session_token: expect.stringMatching(/^sess_[0-9a-f]{48}$/),
      accepted: 1,
      duplicates: 0,
    });
    await verdicts(session, { verdict: 'likely_human', action: 'allow' });
    const verdict = await follow('verdict', {
      origin: next.verdict(),
      privateKey: keys.private_key,
      session,
    });
    expect(Object.keys(verdict)).toEqual(['verdict', 'score', 'action', 'detection_ids', 'reason']);
  });

  test('a session nobody has seen is allowed, with the fail-open body', async () => {
    await verdicts('sess_unknown', { verdict: 'not_computed', score: 0, action: 'allow', detection_ids: [] });
  });

  test('what collector 1.5.0 sends keeps its token and ends likely_human', async () => {
    const session = `bt_${uniqueName('collector-session')}`;
    const receipt = await send({ ...collectorBatch, session_token: session, site_key: keys.site_key });
    expect(receipt).toMatchObject({
      status: 202,
      body: { session_token: session, accepted: 3, duplicates: 0 },
    });
    await verdicts(session, { verdict: 'likely_human', action: 'allow' });
  });

  test('toggles put through one accounts replica are read from the other and obeyed by both verdict replicas', async () => {
    const sessions = await Promise.all([browser, 'curl/8.5.0'].map((agent) => botSession(agent)));
    const [likely = '', definite = ''] = sessions;
    await verdicts(likely, { verdict: 'likely_automated', action: 'allow' });
    await verdicts(definite, { verdict: 'definite', action: 'allow' });
    const settings = await follow('enforce', { origin: next.accounts(), token });
    expect(settings).toMatchObject({ bot_settings: { block_definite: true, challenge_likely: true } });
    const read = await call(`GET ${next.accounts()}/v1/projects/123/scoring/settings`, { bearer: token });
    expect(read.body).toEqual(settings);
    await verdicts(likely, { action: 'challenge' });
    await verdicts(definite, { action: 'block' });
  });

  test('a first contact retried at the other replica is the same session, and counts once', async () => {
    const { siteKey, accountId } = await seedProject(botect.database);
    const headers = { 'x-botect-site-key': siteKey, 'idempotency-key': uniqueName('batch') };
    const batch = { ...botBatch(), session_token: null };
    const [first, retry] = [await send(batch, headers), await send(batch, headers)];
    expect(first.body).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(retry.body).toEqual({ session_token: first.body['session_token'], accepted: 0, duplicates: 1 });
    // Of the same session, hence behind the retry in the log: once it is counted, so is the retry.
    await send({ ...botBatch('later'), session_token: first.body['session_token'] }, headers);
    await eventually(async () => expect(await usageOf(botect.database, accountId)).toBeGreaterThan(1));
    expect(await usageOf(botect.database, accountId)).toBe(2);
  });

  test.each([
    { type: 'site', of: 'ingest', live: 422, request: 'POST /v1/events', header: 'x-botect-site-key' },
    {
      type: 'private',
      of: 'verdict',
      live: 200,
      request: 'GET /v1/sessions/any/verdict',
      header: 'x-botect-private-key',
    },
  ] as const)(
    'a rotated $type key is dead on both $of replicas within two seconds, and the new one lives',
    async ({ type, of, live, request, header }) => {
      const project = await call(`POST ${next.accounts()}/v1/projects`, {
        bearer: token,
        body: { name: `rotates ${type}` },
      });
      const scoring = `${next.accounts()}/v1/projects/${project.body['id']}/scoring`;
      const { body: old } = await call(`POST ${scoring}`, { bearer: token });
      const statuses = (key: unknown) => everywhere(of, request, { [header]: String(key) });
      expect(await statuses(old[`${type}_key`])).toEqual([live, live]);
      const { body: rotated } = await call(`POST ${scoring}/rotate`, { bearer: token, body: { type } });
      await eventually(async () => expect(await statuses(old[`${type}_key`])).toEqual([401, 401]), {
        timeoutMs: revocationTimeoutMs,
      });
      expect(await statuses(rotated['key'])).toEqual([live, live]);
      secrets.push(String(old['private_key']), ...(type === 'private' ? [String(rotated['key'])] : []));
    },
  );

  test('a sampled request is one trace from ingest through the log into scoring', async () => {
    const { siteKey } = await seedProject(botect.database);
    const traceId = 'a4b0b6f9b55f3b0d3c9d6a4a7a1d2e3f';
    const headers = { 'x-botect-site-key': siteKey, traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    await send({ ...botBatch(), session_token: null }, headers);
    await eventually(() => {
      const seen = collector.spans().filter((span) => span.traceId === traceId);
      expect(seen.map(({ service }) => service).sort()).toEqual(['ingest', 'scoring']);
    });
  });

  test('after all this no log holds a private key, and the first token stands in one line alone', () => {
    const [firstToken = '', ...others] = secrets;
    expect(botect.output().split(firstToken)).toHaveLength(2);
    for (const secret of others) expect(botect.output()).not.toContain(secret);
  });
});

const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** A pointer that moves in one straight line and clicks at once. */
function botBatch(name = 'first') {
  const payload = {
    mouse_moves: 200,
    mouse_entropy: 0.01,
    click_events: 5,
    total_ms: 5_000,
    visible_ms: 5_000,
    time_to_first_input_ms: 4,
  };
  return {
    session_token: null,
    events: [
      { request_id: uniqueName(name), type: 'snapshot', received_at: '2026-06-14T10:00:00Z', payload },
    ],
  };
}

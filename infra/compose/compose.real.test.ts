import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allOperations } from '@botect/contracts';
import { describeReal, eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCompose } from './compose-file.ts';
import { composeUp, type NativeCompose } from './native-compose.fixture.ts';

const startTimeoutMs = 300_000;
const nothingHere = 'There is nothing at this path.';

describeReal('docker-compose.yml, started without containers', () => {
  let botect: NativeCompose;
  let origin: string;
  beforeAll(async () => {
    botect = await composeUp(readCompose('docker-compose.yml'));
    origin = `http://${botect.place.address('gateway')}:8080`;
  }, startTimeoutMs);
  afterAll(() => botect?.close());

  const call = async (request: string, { bearer, body }: { bearer?: string; body?: unknown } = {}) => {
    const [method = '', path] = request.split(' ');
    const headers = {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      'content-type': 'application/json',
    };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${origin}${path}`, init);
    const text = await response.text();
    return { status: response.status, text, json: () => JSON.parse(text) as Record<string, unknown> };
  };

  test('one visit goes from the token of the first start to a verdict, through the gateway', async () => {
    const bearer = readFileSync(join(botect.place.folder, 'botect-secrets/bootstrap-token'), 'utf8').trim();
    const project = (await call('POST /v1/projects', { bearer, body: { name: 'shop' } })).json();
    const keys = (await call(`POST /v1/projects/${project['id']}/scoring`, { bearer })).json();
    const sent = await call('POST /v1/events', { body: { ...batch, site_key: keys['site_key'] } });
    expect([sent.status, sent.json()]).toEqual([202, expect.objectContaining({ accepted: 1 })]);
    const verdict = `GET /v1/sessions/${sent.json()['session_token']}/verdict`;
    await eventually(
      async () => {
        const read = await call(verdict, { bearer: String(keys['private_key']) });
        expect(read.json()).toMatchObject({ verdict: 'likely_human', action: 'allow' });
      },
      { timeoutMs: 60_000 },
    );
  });

  test('every documented operation reaches the service that has it', async () => {
    const asked = allOperations.map(async ({ method, path }) => {
      const request = `${method} ${path.replaceAll(/\{\w+\}/g, '1')}`;
      const { status, text } = await call(request, method === 'GET' ? {} : { body: {} });
      const found = status !== 405 && status < 500 && !text.includes(nothingHere);
      return found ? [] : [`${request}: ${status} ${text}`];
    });
    expect((await Promise.all(asked)).flat()).toEqual([]);
  });

  test.each(['/demo', '/metrics', '/live', '/ready'])('%s is not for the public', async (path) => {
    const { status, text } = await call(`GET ${path}`);
    expect([status, text]).toEqual([404, expect.stringContaining(nothingHere)]);
  });

  test('a second start finds its secrets, its tables and its topics', async () => {
    expect(await botect.again('secrets')).toBe('the secrets are there already\n');
    expect(await botect.again('migrate')).toBe('nothing to apply\n');
    expect(await botect.again('topics')).toBe('nothing to change\n');
  });

  test('told to stop, every service ends in good order', async () => {
    expect(await botect.stop()).toEqual({ ingest: 0, verdict: 0, accounts: 0, scoring: 0 });
  });
});

/** As the quickstart sends it. */
const batch = {
  session_token: null,
  events: [
    {
      request_id: 'compose-first',
      type: 'mouse',
      received_at: '2026-06-14T10:00:00Z',
      payload: { entropy: 0.74, samples: 128 },
    },
  ],
};

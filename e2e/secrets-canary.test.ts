import type { Closable } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { marker, plants } from './harness/canary/plants.ts';
import { leaks, type Outputs } from './harness/canary/search.ts';
import { type Visited, visitWithSecrets } from './harness/canary/visit.ts';
import { type Collector, startCollector } from './harness/collector.ts';
import { type Environment, startProgram } from './harness/program.ts';
import { dataFolder, standaloneDefaults, startStandalone } from './harness/standalone.ts';

const accountToken = 'canarya7d1f0c95be24e8a8f6620f3b1c4d5e6f7';

describe('a secret put into any kind of input of npm start, at the most talkative log level', () => {
  const open: Closable[] = [];
  let collector: Collector;
  let visited: Visited;
  let outputs: Outputs;
  beforeAll(async () => {
    const folder = await dataFolder();
    open.push(folder);
    collector = await startCollector();
    open.push(collector);
    const botect = await startStandalone({
      ...collector.environment,
      BOTECT_DATA_DIR: folder.path,
      BOTECT_BOOTSTRAP_TOKEN: accountToken,
      LOG_LEVEL: 'debug',
      TRACE_SAMPLE_RATIO: '1',
    });
    open.push(botect);
    const { origin } = botect;
    const code = /bic_\w+/.exec(botect.stdout())?.[0] ?? '';
    visited = await visitWithSecrets({
      ingest: origin,
      verdict: origin,
      accounts: origin,
      accountToken,
      code,
    });
    const [, adminPort] = /"adminPort":(\d+)/.exec(botect.stdout()) ?? [];
    const read = async (url: string, headers = {}) => (await fetch(url, { headers })).text();
    const metrics = await read(`http://127.0.0.1:${adminPort}/metrics`);
    const audit = await read(`${origin}/v1/audit/export?format=ndjson`, {
      authorization: `Bearer ${accountToken}`,
    });
    botect.signal('SIGTERM');
    await botect.exitCode;
    // Printed once, for the person who started it; anywhere else it would be a leak.
    const logs = (botect.stdout() + botect.stderr()).replace(code, '');
    // Whoever sends a member we do not know is told its name, never its value.
    const name = visited.secrets.get('the name of an unknown member') ?? '';
    const errors = visited.refusals.join('\n').replace(`Unrecognized key: \\"${name}\\"`, '');
    const traces = collector.received();
    outputs = { logs, metrics, audit, traces, errors };
  }, 250_000);
  afterAll(async () => {
    for (const part of open.toReversed()) await part.close();
  });

  test('comes out in no log, metric, trace, audit entry or refusal', () => {
    expect(leaks(visited.secrets, outputs)).toEqual([]);
  });

  test('would be found: every output tells of the visit', () => {
    expect(outputs['logs']).toContain('"level":"info"');
    expect(outputs['metrics']).toMatch(/^botect_ingest_events_total\S* [1-9]/m);
    expect(outputs['audit']?.trim().split('\n').length).toBeGreaterThan(4);
    expect(collector.spans().map(({ name }) => name)).toContain('POST /v1/events');
    expect(visited.refusals.length).toBeGreaterThan(Object.keys(plants).length / 2);
  });
});

const settings: Readonly<Record<string, (secret: string) => Environment>> = {
  'refused for their form': (secret) => ({
    DATABASE_URL: `mysql://botect:${secret}@127.0.0.1/botect`,
    REDIS_URL: `http://:${secret}@127.0.0.1`,
    BOTECT_BOOTSTRAP_TOKEN: `${secret} and more`,
  }),
  'of stores that are away': (secret) => ({
    DATABASE_URL: `postgres://botect:${secret}@127.0.0.1:9/botect`,
    REDIS_URL: `redis://:${secret}@127.0.0.1:9`,
    BOTECT_BOOTSTRAP_TOKEN: `${secret}andmore`,
  }),
};

test.each(Object.entries(settings))(
  'a secret in settings %s is not repeated',
  async (what, environmentOf) => {
    const secret = marker(what);
    const environment = { ...standaloneDefaults, KAFKA_BROKERS: '127.0.0.1:9', LOG_LEVEL: 'debug' };
    const accounts = startProgram({
      command: ['services/accounts/src/main.ts'],
      environment: { ...environment, ...environmentOf(secret) },
    });
    expect(await accounts.exitCode).toBe(1);
    const logs = accounts.stdout() + accounts.stderr();
    expect(leaks(new Map([[what, secret]]), { logs })).toEqual([]);
    expect(logs).toContain('"level":"fatal"');
  },
);

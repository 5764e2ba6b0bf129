import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { listening } from './listening.ts';

const fixture = new URL('run.fixture.ts', import.meta.url).pathname;

function started(action: string, settings: Record<string, string> = {}) {
  const env = { ADMIN_PORT: '0', ADMIN_HOST: '127.0.0.1', ...settings };
  const child = spawn(process.execPath, [fixture, action], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const output = text(child.stdout);
  const ready = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('started') && resolve(null));
  });
  return { child, ready, output, exit: once(child, 'exit').then(([code]) => code) };
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends a real process with 0', async (signal) => {
  const { child, ready, exit, output } = started('serve');
  await ready;
  child.kill(signal);
  expect(await exit).toBe(0);
  expect(await output).toContain('"message":"stopped"');
});

test('a part that hangs does not keep a real process: it ends with 75, and names the part', async () => {
  const { child, ready, exit, output } = started('hang', { CLOSE_TIMEOUT_MS: '50' });
  await ready;
  child.kill('SIGTERM');
  expect(await exit).toBe(75);
  expect(await output).toContain('"unfinished":["a part that hangs"]');
});

test.each(['reject', 'throw'])(
  'an error nobody caught (%s) ends a real process with 1 and one fatal line',
  async (action) => {
    const { exit, output } = started(action);
    expect(await exit).toBe(1);
    const fatal = (await output).split('\n').filter((line) => line.includes('"level":"fatal"'));
    expect(fatal).toEqual([expect.stringContaining('nobody caught this')]);
  },
);

test('a bad setting ends a real process with 1 and one line', async () => {
  const { exit, output } = started('serve', { LOG_LEVEL: 'loud' });
  expect(await exit).toBe(1);
  expect(await output).toMatch(/^[^\n]*LOG_LEVEL must be one of[^\n]*\n$/);
});

/** A collector that tells the path of the first thing sent to it. */
async function startCollector() {
  const { promise: path, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer((req, res) => {
    resolve(req.url);
    req.resume().on('end', () => res.end());
  });
  const port = await listening(server, { port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${port}`, path, close: () => server.close() };
}

test.each([
  ['traces', { TRACE_SAMPLE_RATIO: '1' }],
  ['metrics', { TRACE_SAMPLE_RATIO: '0', OTEL_METRICS_EXPORTER: 'otlp' }],
])('%s reach the collector before the process ends', async (what, chosen) => {
  const collector = await startCollector();
  const { child, ready, exit } = started('serve', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...chosen });
  await ready;
  child.kill('SIGTERM');
  expect([await collector.path, await exit]).toEqual([`/v1/${what}`, 0]);
  collector.close();
});

test('a collector that is away makes no stop unclean', async () => {
  const away = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_METRICS_EXPORTER: 'otlp' };
  const { child, ready, exit } = started('serve', away);
  await ready;
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
});

test('metrics that are to be sent nowhere are a bad setting', async () => {
  const { exit, output } = started('serve', { OTEL_METRICS_EXPORTER: 'otlp' });
  expect(await exit).toBe(1);
  expect(await output).toContain('OTEL_METRICS_EXPORTER=otlp needs OTEL_EXPORTER_OTLP_ENDPOINT');
});

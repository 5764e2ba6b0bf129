import { Problem } from '@botect/contracts';
import { recordingTelemetry, silentLog } from '@botect/runtime';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verdictMeter } from './verdict-meter.ts';
import { definite, verdictServer } from './verdict-server.fixture.ts';

let server: Awaited<ReturnType<typeof verdictServer>>;
beforeAll(async () => {
  server = await verdictServer();
}, 180_000);
afterAll(() => server.close());

/** What was told of one measurement while something was done. */
async function toldOf(name: string, work: () => Promise<unknown>) {
  const earlier = server.telemetry.attributes.get(name)?.length ?? 0;
  await work();
  return server.telemetry.attributes.get(name)?.slice(earlier);
}

test('a verdict from the cache is counted by where it was found and what was decided', async () => {
  const token = await server.scored(definite);
  const read = () => server.read(token);
  expect(await toldOf('botect.verdict.answers', read)).toEqual([{ source: 'cache' }]);
  expect(await toldOf('botect.verdict.decisions', read)).toEqual([
    { verdict: 'definite', action: 'allow', step: 'default' },
  ]);
});

test('a verdict is counted for its project', async () => {
  const token = await server.scored(definite);
  expect(await toldOf('botect.project.verdicts', () => server.read(token))).toEqual([
    { project: String(server.project.projectId), verdict: 'definite' },
  ]);
});

test.each([
  ['unknown_session', { cache: 'none', database: 'none' }],
  ['stores_away', { cache: 'fails', database: 'fails' }],
  ['out_of_time', { cache: 'never answers', database: 'none' }],
] as const)('a verdict that fails open is counted with its reason: %s', async (reason, faults) => {
  await server.read(await server.scored(definite));
  Object.assign(server.faults, faults);
  const told = await toldOf('botect.verdict.answers', () => server.read(`sess_${reason}`));
  Object.assign(server.faults, { cache: 'none', database: 'none' });
  expect(told).toEqual([{ source: 'fail_open', reason }]);
});

test.each([
  ['keys_unknown', new Problem('SERVICE_UNAVAILABLE', 'Keys cannot be checked.')],
  ['fault', new TypeError('a mistake of ours')],
])('whatever else fails it is a reason of its own: %s', (reason, error) => {
  const telemetry = recordingTelemetry();
  verdictMeter(telemetry, silentLog).failedOpen(error);
  expect(telemetry.attributes.get('botect.verdict.answers')).toEqual([{ source: 'fail_open', reason }]);
});

test('a session the cache cannot tell of is counted before the database is asked', async () => {
  await server.store('sess_stored');
  server.faults.cache = 'fails';
  const told = await toldOf('botect.verdict.cache.faults', () => server.read('sess_stored'));
  server.faults.cache = 'none';
  expect(told).toHaveLength(1);
});

test('a verdict read is one span of the trace of whoever asks', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const earlier = server.telemetry.spans.length;
  const authorization = `Bearer ${server.project.privateKey}`;
  await server.read(await server.scored(definite), { headers: { authorization, traceparent } });
  const name = 'GET /v1/sessions/:session_token/verdict';
  const spans = server.telemetry.spans.slice(earlier);
  expect(spans).toMatchObject([{ name, parent: traceparent, failure: null, ended: true }]);
});

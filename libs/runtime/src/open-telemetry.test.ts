import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AdminServer } from './admin-server.ts';
import { adminServer } from './admin-server.ts';
import { type OpenTelemetry, openTelemetry } from './open-telemetry.ts';
import { observeProcess } from './process-gauges.ts';

let telemetry: OpenTelemetry;
let admin: AdminServer;
beforeAll(async () => {
  telemetry = openTelemetry({
    service: 'ingest',
    tracesTo: null,
    sampleRatio: 1,
    projectsMax: 2,
  });
  const readiness = async () => ({ ready: false, state: 'draining', checks: {} }) as const;
  admin = await adminServer({ port: 0, host: '127.0.0.1', readiness, metrics: telemetry.metricsHandler });
});
afterAll(async () => {
  await admin.close();
  await telemetry.close();
});

const get = async (path: string) => {
  const res = await fetch(`http://127.0.0.1:${admin.port}${path}`);
  return { status: res.status, text: await res.text() };
};
const options = { description: 'd', unit: '1' };

test('a counter adds up by the content of its attributes', async () => {
  const counter = telemetry.counter('botect.test.count', options);
  const reused = { a: '1', b: 2 };
  counter.add(1);
  for (const attributes of [reused, reused, { b: 2, a: '1' }, { a: '1', b: 3 }]) counter.add(10, attributes);
  const { text } = await get('/metrics');
  expect(text).toContain('\nbotect_test_count_total 1\n');
  expect(text).toContain('\nbotect_test_count_total{a="1",b="2"} 30\n');
  expect(text).toContain('\nbotect_test_count_total{a="1",b="3"} 10\n');
});

test('a histogram counts each measurement up to its inclusive bound', async () => {
  const histogram = telemetry.histogram('botect.test.time', { ...options, boundaries: [1, 5] });
  for (const value of [0.5, 1, 2, 99]) histogram.record(value, { route: '/' });
  const { text } = await get('/metrics');
  const counts = [...text.matchAll(/botect_test_time_bucket\{route="\/",le="(.*)"\} (\d+)/g)].map(
    ([, le, count]) => [le, count],
  );
  expect(counts).toEqual([
    ['1', '2'],
    ['5', '3'],
    ['+Inf', '4'],
  ]);
  expect(text).toContain('\nbotect_test_time_sum{route="/"} 102.5\n');
  expect(text).toContain('\nbotect_test_time_count{route="/"} 4\n');
});

test('an instrument asked for twice is one', async () => {
  telemetry.counter('botect.test.twice', options).add(1);
  telemetry.counter('botect.test.twice', options).add(1);
  expect((await get('/metrics')).text.match(/^botect_test_twice_total .*/gm)).toEqual([
    'botect_test_twice_total 2',
  ]);
});

test('a gauge is read at each collection', async () => {
  let value = 1;
  telemetry.gauge('botect.test.level', options, () => value++);
  await get('/metrics');
  expect((await get('/metrics')).text).toContain('\nbotect_test_level 2\n');
});

test('a gauge of several readings tells each with its attributes, another one of the same name beside it', async () => {
  telemetry.gauge('botect.test.parts', options, () => [
    [1, { part: 'a' }],
    [2, { part: 'b' }],
  ]);
  telemetry.gauge('botect.test.parts', options, async () => [[3, { part: 'c' }]]);
  const { text } = await get('/metrics');
  expect(text.match(/^botect_test_parts\{.*/gm)).toEqual([
    'botect_test_parts{part="a"} 1',
    'botect_test_parts{part="b"} 2',
    'botect_test_parts{part="c"} 3',
  ]);
});

test('readings of the same attributes are told once: twice, Prometheus would refuse everything', async () => {
  for (const value of [1, 2]) telemetry.gauge('botect.test.same', options, () => value);
  expect((await get('/metrics')).text.match(/^botect_test_same .*/gm)).toEqual(['botect_test_same 2']);
});

test('a gauge that cannot be read leaves the others as they are', async () => {
  telemetry.gauge('botect.test.away', options, () => Promise.reject(new Error('away')));
  telemetry.gauge('botect.test.broken', options, () => {
    throw new Error('broken');
  });
  telemetry.gauge('botect.test.there', options, () => 5);
  const { text } = await get('/metrics');
  expect(text).toContain('\nbotect_test_there 5\n');
  expect(text).not.toMatch(/botect_test_(?:away|broken)/);
});

test('what somebody else adds up is a counter', async () => {
  telemetry.sum('botect.test.sum', options, () => 12);
  expect((await get('/metrics')).text).toContain(
    '# TYPE botect_test_sum_total counter\nbotect_test_sum_total 12',
  );
});

test('a counter without attributes reads 0 before anything is counted, for alerts to see it rise', async () => {
  telemetry.counter('botect.test.none', { ...options, labels: [] });
  expect((await get('/metrics')).text).toContain('\nbotect_test_none_total 0\n');
});

test('a ranked counter tells as many keys apart as it was told to', async () => {
  const counter = telemetry.ranked('botect.test.ranked', options, 'project');
  for (const key of [5, 6, 7]) counter.add(10, key);
  expect((await get('/metrics')).text.match(/^botect_test_ranked_total.*/gm)).toEqual([
    'botect_test_ranked_total{project="5"} 10',
    'botect_test_ranked_total{project="6"} 10',
    'botect_test_ranked_total{project="other"} 10',
  ]);
});

test('the target is named with its version and instance', async () => {
  const [target] = (await get('/metrics')).text.match(/^target_info\{.*/m) ?? [];
  for (const told of ['service_name="ingest"', 'service_version="', 'service_instance_id="']) {
    expect(target).toContain(told);
  }
});

test('a process tells its event loop delay and memory', async () => {
  observeProcess(telemetry);
  const { text } = await get('/metrics');
  expect(text).toMatch(/^nodejs_eventloop_delay_p99 [\d.e-]+$/m);
  expect(text).toMatch(/^nodejs_eventloop_utilization [\d.e-]+$/m);
  expect(text).toMatch(/^process_memory_usage \d{7,}$/m);
  expect(text).toMatch(/^process_cpu_time_total\{cpu_mode="user"\} [\d.]+$/m);
  expect(text).toMatch(/^v8js_memory_heap_used\{v8js_heap_space_name="old_space"\} \d+$/m);
});

test('without a collector nothing is traced', () => {
  expect(telemetry.trace.start('step', 'internal')).toBe(null);
});

test.each([
  ['/live', 200, '{"live":true}'],
  ['/ready', 503, '{"ready":false,"state":"draining","checks":{}}'],
  ['/other', 404, '{"paths":["/live","/ready","/metrics"]}'],
])('the admin server answers %s with %d %s', async (path, status, text) => {
  expect(await get(path)).toEqual({ status, text: `${text}\n` });
});

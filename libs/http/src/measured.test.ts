import { Problem } from '@botect/contracts';
import { recordingTelemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import { ask, listeningTo } from './test-wire.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function traced(headers: Record<string, string>, handle = () => ok({})) {
  const telemetry = recordingTelemetry();
  const server = await listeningTo([{ method: 'GET', path: '/a/:b', handle }], { telemetry });
  await ask(server.port, { path: '/a/x', headers });
  await server.close();
  return telemetry;
}

test('a request is measured once, in seconds', async () => {
  const { measured } = await traced({});
  const [seconds, ...more] = measured.get('http.server.request.duration') ?? [];
  expect(more).toEqual([]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(5);
});

test('a sampled request is a span of its route, continuing the trace it came with', async () => {
  const { spans } = await traced({ traceparent: parent });
  const attributes = {
    'http.request.method': 'GET',
    'http.route': '/a/:b',
    'http.response.status_code': 200,
  };
  expect(spans).toMatchObject([{ name: 'GET /a/:b', parent, attributes, failure: null, ended: true }]);
});

test('a failed request is a failed span', async () => {
  const problem = new Problem('FORBIDDEN', 'No.');
  const { spans } = await traced({}, () => {
    throw problem;
  });
  expect(spans).toMatchObject([{ failure: problem, ended: true }]);
});

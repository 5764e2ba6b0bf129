import { Problem } from '@botect/contracts';
import { type Logger, noTelemetry, silentLog } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { failures } from './failures.ts';
import { ask, listeningTo } from './test-wire.ts';

interface Line {
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

function recordingLog(): Logger & { lines: Line[] } {
  const lines: Line[] = [];
  const record = (fields: object | string, message = '') =>
    void lines.push({ fields: { ...Object(fields) }, message });
  return { ...silentLog, error: record, warn: record, lines };
}

const secret = new Error('password hunter2 was refused by 10.0.0.7');

async function failingWith(error: unknown) {
  const log = recordingLog();
  const handle = () => Promise.reject(error);
  const choices = { log, newId: () => 'id-1' };
  const server = await listeningTo([{ method: 'GET', path: '/a/:b', handle }], choices);
  const told = await ask(server.port, { path: '/a/x' });
  await server.close();
  return { told, lines: log.lines };
}

describe('a failure that is ours', () => {
  test.each([
    [500, 'INTERNAL_ERROR', secret],
    [500, 'INTERNAL_ERROR', 'hunter2'],
    [500, 'INTERNAL_ERROR', undefined],
    [503, 'SERVICE_UNAVAILABLE', new Problem('SERVICE_UNAVAILABLE', 'Later.', { cause: secret })],
  ])('is answered %d %s without its private text', async (status, code, error) => {
    const { told } = await failingWith(error);
    expect(told).toMatchObject({ status, code });
    expect(JSON.stringify(told)).not.toMatch(/hunter2|10\.0\.0\.7|failures\.test/);
  });

  test('is logged with its cause, under the id its client was told', async () => {
    const { told, lines } = await failingWith(secret);
    expect(told.headers['x-request-id']).toBe('id-1');
    const fields = { request_id: 'id-1', route: 'GET /a/:b', code: 'INTERNAL_ERROR', err: secret };
    expect(lines).toEqual([{ fields, message: 'a request failed' }]);
  });
});

test("a failure that is the client's is not logged", async () => {
  const { told, lines } = await failingWith(new Problem('FORBIDDEN', 'No.', { cause: secret }));
  expect([told.status, lines]).toEqual([403, []]);
});

test('a second of failures is logged in twenty lines and the number left out', () => {
  const log = recordingLog();
  let now = 0;
  const failure = failures({ log, now: () => now });
  const request = { id: 'id' };
  for (let count = 0; count < 100; count++) failure(secret, 'GET /', request);
  expect(log.lines).toHaveLength(20);
  now = 1000;
  failure(secret, 'GET /', request);
  expect(log.lines.slice(20).map(({ fields }) => fields['left_out'] ?? fields['code'])).toEqual([
    80,
    'INTERNAL_ERROR',
  ]);
});

test('a handler that throws before its first await fails like any other', async () => {
  const handle = () => {
    throw secret;
  };
  const server = await listeningTo([{ method: 'GET', path: '/', handle }], { telemetry: noTelemetry });
  expect(await ask(server.port)).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  await server.close();
});

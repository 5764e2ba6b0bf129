import { expect, test } from '@jest/globals';
import { recordingTelemetry } from './recording-telemetry.ts';
import { timedCalls } from './timed-calls.ts';

const name = 'db.client.operation.duration';

test('a call is timed, and its answer passed on', async () => {
  const telemetry = recordingTelemetry();
  expect(await timedCalls(telemetry, 'redis')(async () => 7)).toBe(7);
  expect(telemetry.attributes.get(name)).toEqual([{ 'db.system.name': 'redis' }]);
  expect(telemetry.measured.get(name)).toEqual([expect.any(Number)]);
});

test.each([
  [{ code: '23505' }, '23505'],
  [new Error('no code'), 'other'],
  [null, 'other'],
])('a call that fails (%p) is timed with its code, and fails all the same', async (error, type) => {
  const telemetry = recordingTelemetry();
  const call = timedCalls(telemetry, 'postgresql')(() => Promise.reject(error));
  await expect(call).rejects.toBe(error);
  expect(telemetry.attributes.get(name)).toEqual([{ 'db.system.name': 'postgresql', 'error.type': type }]);
});

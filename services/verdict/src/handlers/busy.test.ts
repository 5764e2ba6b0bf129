import { failOpenVerdict } from '@botect/contracts';
import { httpServer } from '@botect/http';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { verdictRoutes } from './routes.ts';

const never = () => Promise.reject(new Error('nobody was to ask'));

test('a process with no room for verdicts lets every visitor in at once, whoever asks', async () => {
  const server = httpServer({ routes: verdictRoutes(never), inFlightMax: 0, log, telemetry });
  const { port, close } = await server.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`http://127.0.0.1:${port}/v1/sessions/sess_1/verdict`);
  expect([answer.status, await answer.json()]).toEqual([200, failOpenVerdict]);
  await close();
});

test('verdicts go before the list of detections', () => {
  expect(verdictRoutes(never).map(({ priority }) => priority)).toEqual(['verdict', undefined]);
});

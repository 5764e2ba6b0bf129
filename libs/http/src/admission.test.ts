import { connect } from 'node:net';
import { recordingTelemetry } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import type { Reply } from './route.ts';
import { ask, listeningTo, raw, statusOf } from './test-wire.ts';

const handle = () => ok({});
const route = { method: 'POST', path: '/', handle } as const;

/** A route whose handler waits to be told its reply. */
function waiting() {
  const entered = Promise.withResolvers<void>();
  const reply = Promise.withResolvers<Reply>();
  const held = () => {
    entered.resolve();
    return reply.promise;
  };
  return { route: { method: 'GET', path: '/held', handle: held } as const, entered: entered.promise, reply };
}

describe('past the requests it may work on, the server', () => {
  test('answers 503, and says when to come back', async () => {
    const server = await listeningTo([route], { inFlightMax: 0 });
    const told = await ask(server.port, { method: 'POST', body: '{}' });
    await server.close();
    expect(told).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' } });
  });

  test('refuses before the body has come', async () => {
    const server = await listeningTo([route], { inFlightMax: 0 });
    const bytes = 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\n';
    expect(statusOf(await raw(server.port, bytes))).toBe(503);
    await server.close();
  });

  test('admits the next request as soon as one is answered', async () => {
    const { route: held, entered, reply } = waiting();
    const server = await listeningTo([route, held], { inFlightMax: 1 });
    const first = ask(server.port, { path: '/held' });
    await entered;
    const refused = await ask(server.port, { method: 'POST' });
    reply.resolve(ok({}));
    const statuses = [
      refused.status,
      (await first).status,
      (await ask(server.port, { method: 'POST' })).status,
    ];
    await server.close();
    expect(statuses).toEqual([503, 200, 200]);
  });
});

const endings = {
  answered: '{}',
  failed: 'x',
  'cut off in its body': null,
};

test.each(Object.entries(endings))('a request %s is counted out again', async (_how, body) => {
  const telemetry = recordingTelemetry();
  const server = await listeningTo(
    [{ ...route, handle: ({ body }) => JSON.parse(body.toString()) && ok({}) }],
    { telemetry },
  );
  if (body === null) {
    const socket = connect(server.port, '127.0.0.1').resume();
    socket.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab');
    await new Promise((resolve) => socket.once('close', resolve));
  } else {
    await ask(server.port, { method: 'POST', body });
  }
  await server.close();
  expect(telemetry.gauges.get('http.server.active_requests')?.()).toBe(0);
});

test('an answer to a client that has gone harms nobody', async () => {
  const { route: held, entered, reply } = waiting();
  const server = await listeningTo([route, held]);
  const socket = connect(server.port, '127.0.0.1', () =>
    socket.write('GET /held HTTP/1.1\r\nHost: x\r\n\r\n'),
  );
  await entered;
  socket.destroy();
  await new Promise((resolve) => socket.once('close', resolve));
  reply.resolve(ok({}));
  expect((await ask(server.port, { method: 'POST' })).status).toBe(200);
  await server.close();
});

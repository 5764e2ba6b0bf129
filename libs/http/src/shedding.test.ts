import { recordingTelemetry } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { toldLoop } from './busy-loop.fixture.ts';
import { ok } from './replies.ts';
import type { Route } from './route.ts';
import { ask, listeningTo, type ServerChoices } from './test-wire.ts';

const allowed = ok({ action: 'allow' });
const routes: Route[] = [
  { method: 'GET', path: '/verdict', priority: 'verdict', whenBusy: allowed, handle: () => ok({}) },
  { method: 'POST', path: '/events', priority: 'ingest', handle: () => ok({}) },
  { method: 'GET', path: '/projects', surface: 'envelope', handle: () => ok({}) },
];

/** A server on a loop that has taken requests in for so long, ms. */
async function lateServer(age: number, served = routes, choices: ServerChoices = {}) {
  const telemetry = recordingTelemetry();
  const { loop, work, endTurn } = toldLoop();
  const server = await listeningTo(served, { telemetry, loop, ...choices });
  // Looks at the loop once a window is over, then once more in the turn that gets old.
  work(1_000);
  await ask(server.port, { path: '/verdict' });
  endTurn();
  await ask(server.port, { path: '/verdict' });
  work(age);
  return { server, telemetry };
}

const events = { path: '/events', method: 'POST' };

describe('a process that has fallen behind', () => {
  test('answers verdicts, and tells everybody else to come back', async () => {
    const { server } = await lateServer(21);
    const told = [];
    for (const asked of [{ path: '/verdict' }, events, { path: '/projects' }]) {
      const { status, headers } = await ask(server.port, asked);
      told.push([status, headers['retry-after']]);
    }
    await server.close();
    expect(told).toEqual([
      [200, undefined],
      [503, '1'],
      [503, '1'],
    ]);
  });

  test('lets visitors in unseen when it has no time for verdicts either', async () => {
    const { server } = await lateServer(41);
    const { status, text } = await ask(server.port, { path: '/verdict' });
    await server.close();
    expect([status, text]).toEqual([200, '{"action":"allow"}']);
  });

  test('counts whom it refuses, by route, reason and priority', async () => {
    const { server, telemetry } = await lateServer(21);
    await ask(server.port, events);
    await server.close();
    expect(telemetry.attributes.get('botect.http.shed')).toEqual([
      { 'http.route': '/events', reason: 'event_loop', priority: 'ingest' },
    ]);
  });

  test('refuses in the shape of the route', async () => {
    const { server } = await lateServer(21);
    const { text } = await ask(server.port, { path: '/projects' });
    await server.close();
    expect(JSON.parse(text)).toMatchObject({ ok: false, error: { retry_after: 1 } });
  });
});

/** Time that passes when it is told to; tells when it was first asked to. */
function toldTime() {
  const asked = Promise.withResolvers<void>();
  const due: (() => void)[] = [];
  const after = (_ms: number, run: () => void) => {
    due.push(run);
    asked.resolve();
  };
  const pass = () => {
    while (due.length > 0) due.shift()?.();
  };
  return { asked: asked.promise, after, pass };
}

describe('a refusal', () => {
  test('waits a while, and its place is free meanwhile', async () => {
    const { asked, after, pass } = toldTime();
    const { server, telemetry } = await lateServer(21, routes, { after });
    let answered = false;
    const refused = ask(server.port, events).finally(() => {
      answered = true;
    });
    await asked;
    await ask(server.port, { path: '/verdict' });
    const active = telemetry.gauges.get('http.server.active_requests')?.();
    expect([answered, active]).toEqual([false, 0]);
    pass();
    expect((await refused).status).toBe(503);
    await server.close();
  });

  test('waits no longer when the process is to end', async () => {
    const { asked, after } = toldTime();
    const { server } = await lateServer(21, routes, { after });
    const refused = ask(server.port, events);
    await asked;
    await server.close();
    expect((await refused).status).toBe(503);
  });

  test('of a project that took more than its share looks like any other', async () => {
    const { server, telemetry } = await lateServer(6, [...routes.slice(0, 1), charging]);
    const post = (project: number) =>
      ask(server.port, { ...events, path: `/events?project=${project}`, body: 'x'.repeat(4_000) });
    const answers = [await post(1), await post(2), await post(2), await post(2)];
    await server.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 503]);
    expect(answers[3]).toMatchObject({ code: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' } });
    expect(telemetry.attributes.get('botect.http.shed')?.[0]).toMatchObject({ reason: 'share' });
    expect(telemetry.gauges.get('http.server.active_requests')?.()).toBe(0);
  });
});

test('a visitor whose site took more than its share is let in, and asks nothing for a while', async () => {
  const { asked, after, pass } = toldTime();
  const letting: Route = { ...charging, priority: 'verdict', whenBusy: allowed };
  const { server } = await lateServer(6, [...routes.slice(0, 1), letting], { after });
  const post = (project: number) => ask(server.port, { ...events, path: `/events?project=${project}` });
  const answers = [await post(1), await post(2), await post(2)];
  const beyond = post(2);
  await asked;
  answers.push(await post(1));
  pass();
  expect(answers.map(({ text }) => text)).toEqual(['{}', '{}', '{}', '{}']);
  expect(await beyond).toMatchObject({ status: 200, text: '{"action":"allow"}' });
  await server.close();
});

const charging: Route = {
  method: 'POST',
  path: '/events',
  priority: 'ingest',
  handle(request) {
    request.chargeTo(Number(request.query('project')));
    return ok({});
  },
};

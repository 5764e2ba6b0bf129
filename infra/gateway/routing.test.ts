import { allOperations } from '@botect/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { serviceOf } from './routes.ts';
import { type Seen, standIns } from './stand-in.fixture.ts';

/** Every documented path with something in the place of its parameters, and what is nearly one. */
const paths = [
  ...new Set(allOperations.map(({ path }) => path.replaceAll(/\{\w+\}/g, 'some-thing'))),
  '/',
  '/v1/events/',
  '/v1/Events',
  '/v1/server',
  '/v1/server/anything',
  '/v1/sdk-1.2.3.js',
  '/v1/sdk-.js',
  '/v1/sdk-1/x.js',
  '/v1/sdkXjs',
  '/v1/sessions/a/b/verdict',
  '/v1/sessions//verdict',
  '/v1/sessions/%2F/verdict',
  '/v1/sessions/a/verdict/',
  '/metrics',
  '/live',
];

describeGateway('the gateway routes', () => {
  let gateway: Gateway;
  let services: Awaited<ReturnType<typeof standIns>>;
  beforeAll(async () => {
    services = await standIns();
    gateway = await startGateway(services);
  });
  afterAll(async () => {
    await gateway?.stop();
    await services?.close();
  });

  const ask = async (path: string, init: RequestInit = {}): Promise<Seen> =>
    (await fetch(`${gateway.origin}${path}`, init)).json() as Promise<Seen>;

  test.each(paths)('%s to the service that the table names', async (path) => {
    expect((await ask(path)).service).toBe(serviceOf(path));
  });

  test('by the path alone: neither the method nor the query plays a part', async () => {
    const asked = [
      ask('/v1/events', { method: 'DELETE' }),
      ask('/v1/events?x=/verdict'),
      ask('/docs?next=/v1/events'),
      ask('/v1/sessions/a/verdict?path=/v1/events'),
    ];
    const services = (await Promise.all(asked)).map(({ service }) => service);
    expect(services).toEqual(['ingest', 'ingest', 'accounts', 'verdict']);
  });

  test('the path and the query reach the service as they were sent', async () => {
    const path = '/v1/sessions/a%2Fb%20c/verdict?path=%2Flogin&ip=192.0.2.1';
    expect((await ask(path)).url).toBe(path);
  });
});

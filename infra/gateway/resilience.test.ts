import { Agent, request } from 'node:http';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { nameServer } from '../../libs/networks/src/name-server.fixture.ts';
import { freePorts } from '../local/ports.ts';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { standIn, standIns } from './stand-in.fixture.ts';

const timeoutMs = 60_000;
const unavailable = { error: 'Service unavailable', code: 'SERVICE_UNAVAILABLE', retry_after: 1 };

/** Asks over one connection after another's end; answers the status. */
function askOver(agent: Agent, url: string, method: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request(url, { agent, method }, (res) =>
      res.resume().on('end', () => resolve(res.statusCode ?? 0)),
    );
    req.on('error', reject).end();
  });
}

describeGateway('when a service', () => {
  let gateway: Gateway;
  let services: Awaited<ReturnType<typeof standIns>>;
  beforeAll(async () => {
    services = await standIns();
    gateway = await startGateway(services);
  });
  beforeEach(() => {
    for (const one of [services.ingest, services.verdict, services.accounts]) {
      one.cutsSecondRequests = false;
      one.ready = true;
    }
  });
  afterAll(async () => {
    await gateway?.stop();
    await services?.close();
  });

  test('closes idle connections just as the next request goes out, no visitor sees it', async () => {
    services.ingest.cutsSecondRequests = true;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++)
      statuses.push(await askOver(agent, `${gateway.origin}/v1/events`, 'POST'));
    agent.destroy();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
    expect(services.ingest.seen.length).toBeGreaterThan(statuses.length);
  });

  test('cuts the connection in the middle of a change by the owner, the change is not sent again', async () => {
    services.accounts.cutsSecondRequests = true;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${gateway.origin}/v1/projects`;
    const first = await askOver(agent, url, 'POST');
    const second = await askOver(agent, url, 'POST').catch(() => 'cut');
    agent.destroy();
    expect([first, [502, 'cut'].includes(second)]).toEqual([200, true]);
    expect(services.accounts.seen).toHaveLength(2);
  });

  test('says that it is not ready, it is left alone and visitors get the documented error', async () => {
    services.verdict.ready = false;
    await eventually(async () => {
      const response = await fetch(`${gateway.origin}/v1/detections`);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await response.json()).toEqual({ ...unavailable, message: expect.any(String) });
    });
    services.verdict.ready = true;
    await eventually(async () => expect((await fetch(`${gateway.origin}/v1/detections`)).status).toBe(200));
  });
});

describeGateway('a service with several replicas', () => {
  const hosts = { first: '127.0.0.2', second: '127.0.0.3', third: '127.0.0.4' };
  const zone: Record<string, ['A', string][]> = {};
  const closing: (() => Promise<unknown>)[] = [];
  let gateway: Gateway;
  beforeAll(async () => {
    const [port = 0] = await freePorts([0]);
    const replicas = await Promise.all(
      Object.entries(hosts).map(([name, host]) => standIn(name, { host, port })),
    );
    const names = await nameServer(zone);
    const services = { ingest: `ingest:${port}`, verdict: `verdict:${port}`, accounts: `accounts:${port}` };
    gateway = await startGateway({ services, nameServer: names.server });
    closing.push(gateway.stop, names.close, ...replicas.map(({ close }) => close));
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  /** Names of those who answered ten requests. */
  const answering = async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(`${gateway.origin}/v1/events`)));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { service?: string }[];
    return [...new Set(bodies.map(({ service }) => service))].sort();
  };

  test('is found by its name, and found again when its containers have other addresses', async () => {
    zone['ingest'] = [
      ['A', hosts.first],
      ['A', hosts.second],
    ];
    await eventually(async () => expect(await answering()).toEqual(['first', 'second']), { timeoutMs });
    zone['ingest'] = [['A', hosts.third]];
    await eventually(async () => expect(await answering()).toEqual(['third']), { timeoutMs });
  });
});

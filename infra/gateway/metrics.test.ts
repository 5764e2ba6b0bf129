import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { seriesIn } from '../observability/metrics/exported.ts';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { standIns } from './stand-in.fixture.ts';

interface ScrapeJob {
  readonly job_name: string;
  readonly params: Readonly<Record<string, readonly string[]>>;
}
const file = join(import.meta.dirname, '../observability/prometheus/prometheus.yml');
const jobs: readonly ScrapeJob[] = parse(readFileSync(file, 'utf8')).scrape_configs;
const params = Object.entries(jobs.find(({ job_name }) => job_name === 'gateway')?.params ?? {});
const query = params.flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).join('&');

describeGateway('what Prometheus is told by the gateway', () => {
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

  const scraped = async () => (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics?${query}`)).text();

  test('is how many requests visitors made, how they were answered, and by how many replicas they can be', async () => {
    await fetch(`${gateway.origin}/v1/detections`).then((answer) => answer.text());
    await eventually(async () => {
      const text = await scraped();
      expect(text).toMatch(/^haproxy_frontend_http_responses_total\{proxy="public",code="2xx"\} 1$/m);
      expect(text).toMatch(/^haproxy_backend_http_responses_total\{proxy="verdict",code="2xx"\} 1$/m);
      expect(text).toMatch(/^haproxy_backend_active_servers\{proxy="verdict"\} 1$/m);
    });
  });

  test('is the same few series however many replicas there may be', async () => {
    const text = await scraped();
    expect([...seriesIn(text).keys()].filter((name) => name.startsWith('haproxy_server_'))).toEqual([]);
    expect(text.split('\n').filter((line) => line.startsWith('haproxy_')).length).toBeLessThan(500);
  });
});

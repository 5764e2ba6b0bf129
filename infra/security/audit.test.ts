import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { audit } from './audit.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A registry that answers every look-up so. */
async function registry(status: number, answer: object): Promise<string> {
  const server = createServer((req, res) => {
    req
      .resume()
      .on('end', () =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
      );
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const advisory = (severity: string) => ({
  express: [
    {
      id: 1,
      url: 'https://example.org/1',
      title: 'bad',
      severity,
      vulnerable_versions: '*',
      cwe: [],
      cvss: { score: 9, vectorString: null },
    },
  ],
});

test.each([
  ['an advisory of high severity', 200, advisory('high'), 'vulnerable'],
  ['an advisory of low severity', 200, advisory('low'), 'clean'],
  ['no advisory', 200, {}, 'clean'],
  ['a refusal', 405, {}, 'unknown'],
])('%s (%d) about a production package', async (_, status, answer, verdict) => {
  expect(await audit(await registry(status, answer))).toMatchObject({ verdict });
});

test('without any registry nothing is claimed', async () => {
  expect(await audit('http://127.0.0.1:9/')).toMatchObject({ verdict: 'unknown' });
});

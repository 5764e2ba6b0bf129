import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect } from 'node:tls';
import { type HttpListener, httpServer, ok } from '@botect/http';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { selfSigned } from '../../libs/outbound/src/self-signed.fixture.ts';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { type StandIn, standIn } from './stand-in.fixture.ts';

const { cert, key } = selfSigned('localhost');

describeGateway('with a certificate, before services that require HTTPS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'botect-tls-'));
  const certificate = join(folder, 'gateway.pem');
  let admin: StandIn;
  let service: HttpListener;
  let gateway: Gateway;
  beforeAll(async () => {
    writeFileSync(certificate, cert + key);
    admin = await standIn('admin');
    const routes = [{ method: 'GET', path: '/v1/detections', handle: () => ok({}) } as const];
    const server = httpServer({ routes, requireHttps: true, trustedProxies: ['127.0.0.1'], log, telemetry });
    service = await server.listen({ port: 0, host: '127.0.0.1' });
    const address = `127.0.0.1:${service.port}`;
    gateway = await startGateway({
      services: { ingest: address, verdict: address, accounts: address },
      adminPort: Number(admin.address.split(':')[1]),
      environment: { TLS_CERTIFICATE: certificate },
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all([service?.close(), admin?.close()]);
    rmSync(folder, { recursive: true });
  });

  /** One request over a connection of its own: what came back, and how the connection was made. */
  const ask = async (options: ConnectionOptions = {}) => {
    const name = { host: '127.0.0.1', servername: 'localhost', ca: cert };
    const socket = connect({ ...name, port: gateway.tlsPort, ...options });
    const tickets: Buffer[] = [];
    socket.on('session', (ticket) => tickets.push(ticket));
    await once(socket, 'secureConnect');
    const resumed = socket.isSessionReused();
    socket.write('GET /v1/detections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += chunk;
    return { text, tickets, resumed };
  };

  test('what comes over HTTPS is served', async () => {
    expect((await ask()).text).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('what comes over HTTP is refused, whatever it says of itself', async () => {
    const headers = { 'x-forwarded-proto': 'https' };
    const response = await fetch(`${gateway.origin}/v1/detections`, { headers });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'FORBIDDEN' }),
    ]);
  });

  test('who comes again with a ticket is spared half of the handshake', async () => {
    const { tickets } = await ask();
    const [ticket] = tickets;
    expect((await ask({ ...(ticket && { session: ticket }) })).resumed).toBe(true);
  });

  test('HTTP/2 is offered, and protocols older than TLS 1.2 are not', async () => {
    await expect(ask({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow();
    const socket = connect({
      host: '127.0.0.1',
      port: gateway.tlsPort,
      ca: cert,
      servername: 'localhost',
      ALPNProtocols: ['h2'],
    });
    await once(socket, 'secureConnect');
    expect(socket.alpnProtocol).toBe('h2');
    socket.destroy();
  });
});

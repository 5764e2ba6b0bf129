import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, type ProblemBody, problemBody, problemCatalogue } from '@botect/contracts';
import { accepted, connectionTimes, type HttpListener, httpServer, ok } from '@botect/http';
import { silentLog as log, noTelemetry as telemetry } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { type StandIn, standIn } from './stand-in.fixture.ts';

const configuration = readFileSync(join(import.meta.dirname, 'haproxy.cfg'), 'utf8');
/** As docs and services have it; one byte more is refused. */
const bodyBytesMax = 262_144;

const seconds = (name: string) => Number(new RegExp(`${name} (\\d+)s`).exec(configuration)?.[1]);

describe('the gateway’s times agree with the services’', () => {
  test('a service has answered, or given up, before the gateway does', () => {
    expect(seconds('timeout server') * 1000).toBeGreaterThan(connectionTimes.requestTimeout);
    expect(seconds('timeout client') * 1000).toBeGreaterThan(connectionTimes.requestTimeout);
    expect(seconds('timeout http-request') * 1000).toBeGreaterThan(connectionTimes.headersTimeout);
    expect(seconds('hard-stop-after')).toBeGreaterThan(seconds('timeout server'));
  });

  test('idle connections to services are given up long before the services close them', () => {
    expect(seconds('pool-purge-delay') * 5000).toBeLessThan(connectionTimes.keepAliveTimeout);
  });
});

test('what the gateway answers itself has the shape and the titles of the catalogue', () => {
  const bodies = [...configuration.matchAll(/http-error .* string "(.*?[^\\])"/g)].map(
    ([, text = '']) => JSON.parse(text.replaceAll('\\"', '"')) as ProblemBody,
  );
  expect(bodies.map(({ code }) => code)).toContain('SERVICE_UNAVAILABLE');
  for (const { code, message, error, retry_after: retryAfterSeconds } of bodies) {
    const options = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    expect(bodies).toContainEqual(problemBody(new Problem(code, message, options)));
    expect(error).toBe(problemCatalogue[code].title);
  }
});

describeGateway('a body through the gateway', () => {
  let gateway: Gateway;
  let other: StandIn;
  let ingest: HttpListener;
  beforeAll(async () => {
    other = await standIn('accounts');
    const handle = ({ body }: { body: Buffer }) => accepted({ bytes: body.length });
    const ready = { method: 'GET', path: '/ready', handle: () => ok({}) } as const;
    const routes = [ready, { method: 'POST', path: '/v1/events', handle } as const];
    ingest = await httpServer({ routes, log, telemetry }).listen({ port: 0, host: '127.0.0.1' });
    const services = { ingest: `127.0.0.1:${ingest.port}`, verdict: other.address, accounts: other.address };
    gateway = await startGateway({ services });
  });
  afterAll(async () => {
    await gateway?.stop();
    await Promise.all([other?.close(), ingest?.close()]);
  });

  const send = async (body: RequestInit['body']) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const response = await fetch(`${gateway.origin}/v1/events`, init);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const tooLarge = {
    status: 413,
    error: 'Payload too large',
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The request body is too large.',
  };

  test('of the largest size a service takes arrives whole', async () => {
    expect(await send(Buffer.alloc(bodyBytesMax, 32))).toEqual({ status: 202, bytes: bodyBytesMax });
  });

  test('one byte larger gets the service’s own refusal', async () => {
    expect(await send(Buffer.alloc(bodyBytesMax + 1, 32))).toEqual(tooLarge);
  });

  test('that does not tell its length is refused at the same size', async () => {
    expect(await send(new Blob([Buffer.alloc(bodyBytesMax + 1, 32)]).stream())).toEqual(tooLarge);
  });
});

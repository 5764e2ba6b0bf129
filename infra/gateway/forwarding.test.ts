import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeGateway } from './describe-gateway.fixture.ts';
import { type Gateway, startGateway } from './gateway.fixture.ts';
import { type Seen, standIns } from './stand-in.fixture.ts';

/** What a request says of where it comes from, and what a service is told. */
interface Case {
  readonly title: string;
  readonly said: Readonly<Record<string, string>>;
  readonly told: Readonly<Record<string, string | undefined>>;
}

const strangers: readonly Case[] = [
  { title: 'nothing', said: {}, told: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' } },
  {
    title: 'an address',
    said: { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7' },
    told: { 'x-forwarded-for': '127.0.0.1', forwarded: undefined },
  },
  {
    title: 'a scheme and a host',
    said: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' },
    told: { 'x-forwarded-proto': 'http', 'x-forwarded-host': undefined },
  },
];

const trusted: readonly Case[] = [
  {
    title: 'the last address, whatever a visitor wrote before it',
    said: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
    told: { 'x-forwarded-for': '198.51.100.7' },
  },
  {
    title: 'the one before, where the last is a trusted proxy too',
    said: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7, 192.0.2.44' },
    told: { 'x-forwarded-for': '198.51.100.7' },
  },
  {
    title: 'an IPv6 address',
    said: { 'x-forwarded-for': '2001:db8::7' },
    told: { 'x-forwarded-for': '2001:db8::7' },
  },
  {
    title: 'no text that is no address',
    said: { 'x-forwarded-for': 'unknown' },
    told: { 'x-forwarded-for': '127.0.0.1' },
  },
  {
    title: 'the scheme and the host it was asked by',
    said: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.com' },
    told: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.com' },
  },
];

describeGateway('where a request comes from', () => {
  let services: Awaited<ReturnType<typeof standIns>>;
  let open: Gateway;
  let behindProxy: Gateway;
  beforeAll(async () => {
    services = await standIns();
    open = await startGateway(services);
    const environment = { TRUSTED_PROXIES: '127.0.0.1 192.0.2.0/24' };
    behindProxy = await startGateway({ ...services, environment });
  });
  afterAll(async () => {
    await Promise.all([open?.stop(), behindProxy?.stop()]);
    await services?.close();
  });

  /** The headers that the case is about. */
  const told = async ({ origin }: Gateway, { said: headers, told: names }: Case) => {
    const seen = (await (await fetch(`${origin}/v1/events`, { headers })).json()) as Seen;
    return Object.fromEntries(Object.keys(names).map((name) => [name, seen.headers[name]]));
  };

  test.each(strangers)('a stranger is not believed, who says $title', async (one) => {
    expect(await told(open, one)).toEqual(one.told);
  });

  test.each(trusted)('a trusted proxy is believed: $title', async (one) => {
    expect(await told(behindProxy, one)).toEqual(one.told);
  });
});

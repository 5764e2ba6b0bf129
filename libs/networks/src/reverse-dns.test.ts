import { describe, expect, test } from '@jest/globals';
import { isConfirmedHost, type ReverseDns } from './reverse-dns.ts';

const hosts = ['crawl-*.googlebot.com', '*.search.msn.com', 'out.example.net'];
const ip = '66.249.66.1';
const name = 'crawl-66-249-66-1.googlebot.com';

interface Zone {
  readonly names?: readonly string[];
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
}

/** A name system that knows this much, and what it was asked. */
function fakeDns({ names = [], addresses = {} }: Zone) {
  const asked: string[] = [];
  const dns: ReverseDns = {
    names: async () => names,
    addresses: async (host, family) => {
      asked.push(`${host} ${family}`);
      return addresses[host] ?? [];
    },
  };
  return { dns, asked };
}

const confirmed = (zone: Zone, address = ip) => isConfirmedHost(fakeDns(zone).dns, address, hosts);

describe('an address is confirmed', () => {
  test.each<[string, string, Zone]>([
    ['by a name that leads back', ip, { names: [name], addresses: { [name]: [ip] } }],
    ['by one of its names', ip, { names: ['a.example', name], addresses: { [name]: ['1.1.1.1', ip] } }],
    [
      'whatever the letters, and as an absolute name',
      ip,
      { names: [`${name.toUpperCase()}.`], addresses: { [name]: [ip] } },
    ],
    [
      'as IPv6, however it is spelled',
      '2a01:111:0:0::1',
      { names: ['x.search.msn.com'], addresses: { 'x.search.msn.com': ['2A01:111::0001'] } },
    ],
    ['as a dual-stack socket shows it', `::ffff:${ip}`, { names: [name], addresses: { [name]: [ip] } }],
    ['by a whole name', ip, { names: ['out.example.net'], addresses: { 'out.example.net': [ip] } }],
  ])('%s', async (_what, address, zone) => {
    expect(await confirmed(zone, address)).toBe(true);
  });
});

describe('an address is not confirmed', () => {
  const pretenders = [
    'evilgooglebot.com',
    'crawl-1.evilgooglebot.com',
    'crawl-1.googlebot.com.evil.example',
    'googlebot.com',
    'crawl-.googlebot.com',
    'search.msn.com',
    'evil-out.example.net',
    `crawl-${'1'.repeat(250)}.googlebot.com`,
    '',
  ];
  test.each(pretenders)('by the name %j, which its owner gave it', async (pretended) => {
    const { dns, asked } = fakeDns({ names: [pretended], addresses: { [pretended]: [ip] } });
    expect(await isConfirmedHost(dns, ip, hosts)).toBe(false);
    // A stranger's name server is not asked again.
    expect(asked).toEqual([]);
  });

  test.each<[string, Zone]>([
    ['that has no name', {}],
    ['whose name leads elsewhere', { names: [name], addresses: { [name]: ['66.249.66.2'] } }],
    ['whose name leads nowhere', { names: [name] }],
    ['whose name leads to what is no address', { names: [name], addresses: { [name]: ['', name] } }],
  ])('%s', async (_what, zone) => {
    expect(await confirmed(zone)).toBe(false);
  });

  test('that is not public, and nobody is asked', async () => {
    expect(await confirmed({ names: [name], addresses: { [name]: ['10.0.0.1'] } }, '10.0.0.1')).toBe(false);
  });
});

test('of thousands of names a few are followed', async () => {
  const names = Array.from({ length: 5_000 }, (_, at) => `crawl-${at}.googlebot.com`);
  const { dns, asked } = fakeDns({ names });
  expect(await isConfirmedHost(dns, ip, hosts)).toBe(false);
  expect(asked).toHaveLength(4);
});

test.each(['ETIMEOUT', 'ESERVFAIL', 'EREFUSED'])(
  'no answer is no answer: %s, also for names that lead in circles',
  async (code) => {
    const failing = () => Promise.reject(Object.assign(new Error(code), { code }));
    const dns = { names: async () => [name], addresses: failing };
    await expect(isConfirmedHost(dns, ip, hosts)).rejects.toThrow(code);
    await expect(isConfirmedHost({ ...dns, names: failing }, ip, hosts)).rejects.toThrow(code);
  },
);

import { afterEach, expect, test } from '@jest/globals';
import { nameServer, type Zone } from './name-server.fixture.ts';
import { resolverReverseDns } from './reverse-dns.resolver.ts';
import { isConfirmedHost } from './reverse-dns.ts';

const pointer = '1.66.249.66.in-addr.arpa';
const name = 'crawl-66-249-66-1.googlebot.com';

let running: Awaited<ReturnType<typeof nameServer>> | undefined;
afterEach(() => running?.close());

async function confirmed(zone: Zone) {
  running = await nameServer(zone);
  const dns = resolverReverseDns({ servers: [running.server], timeoutMs: 50 });
  return isConfirmedHost(dns, '66.249.66.1', ['crawl-*.googlebot.com']);
}

test.each<[string, Zone, boolean]>([
  ['a name that leads back confirms', { [pointer]: [['PTR', name]], [name]: [['A', '66.249.66.1']] }, true],
  ['a name that leads elsewhere does not', { [pointer]: [['PTR', name]], [name]: [['A', '8.8.8.8']] }, false],
  ['a name that does not exist does not', { [pointer]: [['PTR', name]] }, false],
  ['no name does not', {}, false],
  [
    'a name that leads in a circle does not',
    { [pointer]: [['PTR', name]], [name]: [['CNAME', name]] },
    false,
  ],
  [
    'a stranger’s name does not',
    {
      [pointer]: [['PTR', 'crawl-1.evilgooglebot.com']],
      'crawl-1.evilgooglebot.com': [['A', '66.249.66.1']],
    },
    false,
  ],
])('%s', async (_what, zone, outcome) => {
  expect(await confirmed(zone)).toBe(outcome);
});

test.each<[string, Zone]>([
  ['of a silent server', { [pointer]: 'silence' }],
  ['of a server silent on the way back', { [pointer]: [['PTR', name]], [name]: 'silence' }],
  ['of a failing server', { [pointer]: 'failure' }],
])('nothing is concluded from the answer %s', async (_what, zone) => {
  await expect(confirmed(zone)).rejects.toThrow();
});

test('an address of IPv6 is asked for by its digits', async () => {
  const digits = '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.1.1.0.1.0.a.2';
  running = await nameServer({ [`${digits}.ip6.arpa`]: [['PTR', name]] });
  const dns = resolverReverseDns({ servers: [running.server], timeoutMs: 50 });
  expect(await dns.names('2a01:111::1')).toEqual([name]);
});

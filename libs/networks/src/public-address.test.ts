import { isIP } from 'node:net';
import { readRange } from '@botect/rules';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { addressText } from './address-text.ts';
import { isPublicAddress, readPublicAddress } from './public-address.ts';
import { specialRanges } from './special-ranges.ts';

test.each([
  ['66.249.66.1', '66.249.66.1'],
  ['::ffff:66.249.66.1', '66.249.66.1'],
  ['2001:4860:4801:0010:0:0:0:12', '2001:4860:4801:10::12'],
  ['2A02:26F7::1', '2a02:26f7::1'],
  ['2001:470::8.8.8.8', '2001:470::808:808'],
])('%s is public, and spelled %s', (text, spelled) => {
  expect([readPublicAddress(text), isPublicAddress(text)]).toEqual([spelled, true]);
});

test.each([
  ['private', ['10.0.0.1', '172.16.0.1', '192.168.1.1', 'fd00::1', '::ffff:10.0.0.1']],
  ['loopback', ['127.0.0.1', '::1', '::ffff:7f00:1']],
  ['link-local', ['169.254.169.254', 'fe80::1']],
  ['a cloud’s, from inside', ['168.63.129.16', '::ffff:168.63.129.16']],
  ['shared by a carrier', ['100.64.0.1', '100.127.255.254']],
  ['for documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.9', '2001:db8::1', '3fff::1']],
  ['for benchmarks', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
  ['multicast', ['224.0.0.1', 'ff02::1']],
  ['reserved', ['0.0.0.0', '255.255.255.255', '240.0.0.1', '::', '4000::1', 'fec0::1']],
  ['translated', ['64:ff9b::808:808', '64:ff9b:1::1', '2002:808:808::1', '2001::1', '::ffff:0:8.8.8.8']],
  ['IPv4-compatible', ['::808:808', '::8.8.8.8', '0::8.8.8.8', '0:0:0:0:0:0:8.8.8.8']],
  ['no address', ['', 'unknown', '1.2.3', '127.1', '0x7f000001', '010.0.0.1', '8.8.8.8 ', '8.8.8.8:80']],
  ['none without its zone or brackets', ['2a02::1%eth0', '[2a02::1]', '1'.repeat(99)]],
])('what is %s tells nothing', (_what, texts) => {
  expect(texts.filter((text) => isPublicAddress(text) || readPublicAddress(text) !== null)).toEqual([]);
});

type Block = readonly [first: ipaddr.IPv4 | ipaddr.IPv6, prefix: number];
type Blocks = Readonly<Record<string, Block | readonly Block[]>>;
const isOne = (given: Block | readonly Block[]): given is Block => typeof given[1] === 'number';
const theirs = [ipaddr.IPv4, ipaddr.IPv6]
  .flatMap(({ prototype }) =>
    Object.values((prototype as unknown as { SpecialRanges: Blocks }).SpecialRanges),
  )
  .flatMap((given) => (isOne(given) ? [given] : given))
  .flatMap(([first, prefix]) => readRange(`${first}/${prefix}`) ?? []);

test('the blocks set apart are those the registries’ other reader knows, to the address', () => {
  const ends = [...theirs, ...specialRanges].flatMap(({ family, first, last }) =>
    [first - 1n, first, last, last + 1n]
      .filter((bits) => bits >= 0n && bits < 1n << (family === 4 ? 32n : 128n))
      .map((bits) => addressText({ family, bits })),
  );
  const wrong = ends.filter((text) => isPublicAddress(text) !== isUnicast(text));
  expect([theirs.length, wrong]).toEqual([43, []]);
});

test('any address is public exactly when that reader says so', () => {
  const low = fc.bigInt({ min: 0n, max: (1n << 48n) - 1n });
  const near = fc
    .tuple(fc.constantFrom(...specialRanges), low, fc.boolean())
    .map(([{ family, first, last }, far, above]) => {
      const size = family === 4 ? 1n << 32n : 1n << 128n;
      const bits = (above ? last + far : first - far + size) % size;
      return addressText({ family, bits });
    });
  const any = fc.oneof(near, fc.ipV4(), fc.ipV6()).filter((text) => text !== '168.63.129.16');
  fc.assert(
    fc.property(any, (text) => expect([text, isPublicAddress(text)]).toEqual([text, isUnicast(text)])),
    { seed: 7, numRuns: 3_000 },
  );
});

/** By ipaddr.js, which takes the compatible form for the mapped one, and what was never handed out for public. */
function isUnicast(text: string): boolean {
  const spelled = isIP(text) === 6 ? new URL(`https://[${text}]/`).hostname.slice(1, -1) : text;
  const address = ipaddr.process(spelled);
  const handedOut = address instanceof ipaddr.IPv4 || address.match(ipaddr.IPv6.parseCIDR('2000::/3'));
  return address.range() === 'unicast' && handedOut;
}

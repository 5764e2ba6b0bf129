import { expect, test } from '@jest/globals';
import { isUsableAddress, readPublicAddress } from './public-address.ts';
import { writtenRange } from './published-list.ts';
import { specialRanges } from './special-ranges.ts';

test.each([
  ['66.249.66.1', '66.249.66.1'],
  ['::ffff:66.249.66.1', '66.249.66.1'],
  ['2001:4860:4801:0010:0:0:0:12', '2001:4860:4801:10::12'],
  ['2A02:26F7::1', '2a02:26f7::1'],
])('%s is public, and spelled %s', (text, spelled) => {
  expect(readPublicAddress(text)).toBe(spelled);
});

test.each([
  ['private', ['10.0.0.1', '172.16.0.1', '192.168.1.1', 'fd00::1', '::ffff:10.0.0.1']],
  ['loopback', ['127.0.0.1', '::1', '::ffff:7f00:1']],
  ['link-local', ['169.254.169.254', 'fe80::1']],
  ['shared by a carrier', ['100.64.0.1', '100.127.255.254']],
  ['for documentation', ['192.0.2.1', '198.51.100.1', '203.0.113.9', '2001:db8::1']],
  ['for benchmarks', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
  ['multicast', ['224.0.0.1', 'ff02::1']],
  ['reserved', ['0.0.0.0', '255.255.255.255', '240.0.0.1', '::', '4000::1', 'fec0::1']],
  [
    'another address in disguise',
    ['64:ff9b::808:808', '64:ff9b:1::1', '2002:808:808::1', '2001::1', '::808:808', '::8.8.8.8'],
  ],
  [
    'no address',
    [
      '',
      'unknown',
      '1.2.3',
      '127.1',
      '0x7f000001',
      '010.0.0.1',
      '8.8.8.8 ',
      '[2a02::1]',
      '2a02::1%eth0',
      '8.8.8.8:80',
      '1'.repeat(99),
    ],
  ],
])('what is %s tells nothing', (_what, texts) => {
  expect(texts.filter(isUsableAddress)).toEqual([]);
});

test('every block that is set apart is so at both ends', () => {
  const ends = specialRanges.map(writtenRange).map((block) => block.split('/')[0] ?? '');
  expect(ends.filter(isUsableAddress)).toEqual([]);
});

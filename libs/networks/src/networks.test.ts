import { readAddress } from '@botect/rules';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import type { NetworkList } from './network-list.ts';
import { networksOf } from './networks.ts';
import { rangeOf } from './ranges.fixture.ts';

const listOf = (name: string, kind: NetworkList['kind'], ...blocks: string[]): NetworkList => ({
  name,
  kind,
  ranges: blocks.map(rangeOf),
  fetchedAtMs: 0,
});

// Without `::1.2.3.4`, which the package takes for `::ffff:1.2.3.4`.
const anyAddress = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((text) => !text.includes('.')),
);
const anyBlock = fc
  .tuple(anyAddress, fc.nat(128))
  .filter(([address, prefix]) => address.includes(':') || prefix <= 32)
  .map(([address, prefix]) => `${address}/${prefix}`);
/** Addresses at the edges of the blocks, where a search by halves goes wrong. */
const edgesOf = (block: string) => {
  const { family, first, last } = rangeOf(block);
  const top = (1n << (family === 4 ? 32n : 128n)) - 1n;
  return [first - 1n, first, last, last + 1n]
    .filter((bits) => bits >= 0n && bits <= top)
    .map((bits) => textOf(family, bits));
};
const textOf = (family: 4 | 6, bits: bigint) => {
  const bytes =
    bits
      .toString(16)
      .padStart(family === 4 ? 8 : 32, '0')
      .match(/../g) ?? [];
  return ipaddr.fromByteArray(bytes.map((byte) => Number.parseInt(byte, 16))).toString();
};
/** One block after the other, by the package. */
const naively = (lists: readonly (readonly string[])[], text: string) => {
  const address = ipaddr.process(text);
  return lists.flatMap((blocks, place) => {
    const held = blocks.some((block) => {
      const [network, prefix] = ipaddr.parseCIDR(block);
      const mapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress();
      const from = mapped ? network.toIPv4Address() : network;
      return from.kind() === address.kind() && address.match(from, mapped ? prefix - 96 : prefix);
    });
    return held ? [`list ${place}`] : [];
  });
};
const notInsideMapped = (block: string) =>
  !/^(0*:)+(:|0:)*f{4}:/i.test(block) || Number(block.split('/')[1]) >= 96;

describe('the lists an address is in', () => {
  test('are those that hold it block by block, at every edge, however the lists overlap', () => {
    const lists = fc.array(fc.array(anyBlock.filter(notInsideMapped), { maxLength: 5 }), { maxLength: 5 });
    const agrees = fc.property(lists, anyAddress, (blocks, other) => {
      const networks = networksOf(
        blocks.map((list, place) => listOf(`list ${place}`, 'hosting', ...list)),
        [],
      );
      for (const ip of [other, ...blocks.flat().flatMap(edgesOf)])
        expect(networks.networkOf(ip).lists).toEqual(naively(blocks, ip));
    });
    fc.assert(agrees, { seed: 7, numRuns: 150 });
  });

  const overlapping = networksOf(
    [
      listOf('cloud', 'hosting', '20.0.0.0/8'),
      listOf('vpn', 'relay', '20.1.0.0/16'),
      listOf('bot', 'crawler', '20.1.1.0/24'),
    ],
    [],
  );
  test.each([
    ['20.9.9.9', 'hosting', ['cloud']],
    ['20.1.9.9', 'relay', ['cloud', 'vpn']],
    ['20.1.1.1', 'crawler', ['cloud', 'vpn', 'bot']],
    ['::ffff:20.1.1.1', 'crawler', ['cloud', 'vpn', 'bot']],
    ['21.0.0.0', null, []],
    ['', null, []],
    ['20.1.1.1, 1.2.3.4', null, []],
    ['::1', null, []],
  ])('%s: the exact one of several kinds', (ip, kind, lists) => {
    expect(overlapping.networkOf(ip)).toEqual({ kind, lists });
  });

  test('end where the addresses end', () => {
    const whole = networksOf([listOf('all', 'hosting', '255.0.0.0/8', 'ff00::/8')], []);
    const ends = ['255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '0.0.0.0', '::'];
    expect(ends.map((ip) => whole.networkOf(ip).lists.length)).toEqual([1, 1, 0, 0]);
  });
});

test('an address the platform does not read is in no list', () => {
  const networks = networksOf([listOf('all', 'hosting', '0.0.0.0/0', '::/0')], []);
  const none = fc.string({ unit: fc.constantFrom(...'0123456789abcdef:. /%x'), maxLength: 50 });
  const holds = fc.property(none, (text) =>
    expect(networks.networkOf(text).lists.length > 0).toBe(readAddress(text) !== null),
  );
  fc.assert(holds, { seed: 7, numRuns: 2_000 });
});

import { describe, expect, test } from '@jest/globals';
import { acceptedRanges, readPublished, writtenRange } from './published-list.ts';
import { rangeOf } from './ranges.fixture.ts';

const read = (body: string, format: 'json' | 'lines') => readPublished(body, format).map(writtenRange);

describe('a published list is read', () => {
  test.each<[string, 'json' | 'lines', string, readonly string[]]>([
    [
      'the way Google publishes',
      'json',
      '{"creationTime":"2026-01-01","prefixes":[{"ipv6Prefix":"2001:4860:4801:10::/64"},{"ipv4Prefix":"66.249.64.0/27"}]}',
      ['2001:4860:4801:10::/64', '66.249.64.0/27'],
    ],
    ['as a bare list', 'json', '["1.1.1.1","8.8.8.0/24"]', ['1.1.1.1/32', '8.8.8.0/24']],
    ['by cluster', 'json', '{"eu":["1.1.1.1"],"us":["8.8.8.8"]}', ['1.1.1.1/32', '8.8.8.8/32']],
    ['one a line', 'lines', '# ours\n1.1.1.1\r\n8.8.8.0/24\n\n', ['1.1.1.1/32', '8.8.8.0/24']],
    [
      'as a geofeed',
      'lines',
      '31.13.24.0/21,DE,,,\n2a03:2880::/31,US,,,',
      ['31.13.24.0/21', '2a03:2880::/31'],
    ],
    ['without what is no address', 'lines', '<html>\n1.1.1.1/33\nexample.com', []],
    ['not deeper than anybody nests', 'json', `${'['.repeat(50)}"1.1.1.1"${']'.repeat(50)}`, []],
  ])('%s', (_what, format, body, blocks) => {
    expect(read(body, format)).toEqual(blocks);
  });

  test('not when it is no JSON', () => {
    expect(() => read('<html>', 'json')).toThrow('it is not JSON');
  });
});

const accept = (blocks: readonly string[], before: readonly string[] = []) =>
  acceptedRanges(blocks.map(rangeOf), { kind: 'crawler' }, before.map(rangeOf)).length;
const many = (count: number) => Array.from({ length: count }, (_, at) => `20.${at >> 8}.${at & 255}.0/24`);

describe('a list is refused', () => {
  test.each<[string, readonly string[], string]>([
    ['that is empty', [], 'empty'],
    ['of everything', ['66.249.64.0/27', '0.0.0.0/0'], '0.0.0.0/0'],
    ['of everything in IPv6', ['::/0'], '/0'],
    ['with half of the Internet', ['128.0.0.0/1'], '128.0.0.0/1'],
    ['with a block wider than any crawler has', ['66.0.0.0/8'], '66.0.0.0/8'],
    ['with a private range', ['66.249.64.0/27', '192.168.0.0/24'], '192.168.0.0/24'],
    ['with a block around a private range', ['172.0.0.0/12', '192.160.0.0/12'], '192.160.0.0/12'],
    ['with this very machine', ['127.0.0.1/32'], '127.0.0.1/32'],
    ['with loopback of IPv6', ['::1/128'], '/128'],
    ['with the clouds’ own services', ['169.254.169.254/32'], '169.254.169.254/32'],
  ])('%s', (_what, blocks, named) => {
    expect(() => accept(blocks)).toThrow(named);
  });

  test('of more ranges than anybody has', () => {
    const one = rangeOf('66.249.64.1');
    const huge = Array.from({ length: 50_001 }, () => one);
    expect(() => acceptedRanges(huge, { kind: 'crawler' }, [])).toThrow('more than');
  });

  test.each([
    ['more than half', 49, true],
    ['half', 50, false],
    ['none', 100, false],
  ])('that lost %s of its blocks, down to %i of 100', (_what, kept, refused) => {
    const accepting = () => accept(many(kept), many(100));
    if (refused) expect(accepting).toThrow('lost more than half');
    else expect(accepting()).toBe(kept);
  });

  test('that loses one family whole', () => {
    expect(() => accept(many(9), [...many(9), '2001:4860:4801:10::/64'])).toThrow('IPv6');
  });

  test('not when neighbours were joined, or the same is said twice', () => {
    expect(accept(['20.0.0.0/16'], many(256))).toBe(1);
    expect(accept(many(9), [...many(9), ...many(9), ...many(9)])).toBe(9);
  });
});

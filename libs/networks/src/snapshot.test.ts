import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packRanges, unpackRanges } from './packed-ranges.ts';
import { acceptedRanges } from './published-list.ts';
import { rangeOf } from './ranges.fixture.ts';
import { readSnapshot } from './snapshot.ts';

const { recipes, lists, crawlers } = readSnapshot();
const names = lists.map(({ name }) => name);

describe('what the product carries', () => {
  test.each(names)('%s would be accepted were it fetched', (name) => {
    const list = lists.find((one) => one.name === name);
    expect(list && acceptedRanges(list.ranges, list, []).length).toBeGreaterThan(0);
  });

  test('is of a day', () => {
    expect(lists.filter(({ fetchedAtMs }) => !(fetchedAtMs > Date.UTC(2026, 0)))).toEqual([]);
  });

  test('names every list once', () => {
    expect(new Set(recipes.map(({ name }) => name)).size).toBe(recipes.length);
  });

  test('fetches every list from where it is encrypted on the way', () => {
    const urls = recipes.flatMap(({ sources }) => sources.map(({ url }) => url));
    expect(urls.filter((url) => URL.parse(url)?.protocol !== 'https:')).toEqual([]);
  });
});

describe('every crawler it carries', () => {
  test('can be proven, by lists that are known of or by host names', () => {
    const known = new Set(recipes.filter(({ kind }) => kind === 'crawler').map(({ name }) => name));
    const unproven = crawlers.filter(
      ({ lists: own, hosts }) => own.length + hosts.length === 0 || own.some((name) => !known.has(name)),
    );
    expect(unproven).toEqual([]);
  });

  test('has host names whose end is a whole domain', () => {
    const hosts = crawlers.flatMap((crawler) => crawler.hosts);
    expect(hosts.filter((host) => !/^([a-z-]*\*)(\.[a-z]+){2,}$/.test(host))).toEqual([]);
  });

  test('has a name that is its own, and long enough to mean it', () => {
    const own = crawlers.flatMap((crawler) => crawler.names.map((name) => name.toLowerCase()));
    expect(own.filter((name, at) => name.length < 6 || own.indexOf(name) !== at)).toEqual([]);
  });

  test('has a category that fits a verdict', () => {
    expect(crawlers.filter(({ category }) => !/^[A-Za-z ]{3,20}$/.test(category))).toEqual([]);
  });
});

test('blocks are packed and unpacked to the same, widest and narrowest included', () => {
  const block = fc.tuple(fc.bigInt(0n, (1n << 128n) - 1n), fc.nat(128)).map(([bits, prefix]) => {
    const words = bits.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
    return `${words.join(':')}/${prefix}`;
  });
  const same = fc.property(
    fc.uniqueArray(block, { selector: (text) => rangeOf(text).first, maxLength: 20 }),
    (blocks) => {
      const wide = blocks.filter((text) => rangeOf(text).family === 6);
      const ascending = wide.map(rangeOf).sort((a, b) => (a.first < b.first ? -1 : 1));
      expect(unpackRanges(packRanges(wide, 6), 6)).toEqual(ascending);
    },
  );
  fc.assert(same, { seed: 7, numRuns: 500 });
});

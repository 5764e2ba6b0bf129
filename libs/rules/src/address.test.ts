import { isIP } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAddress } from './address.ts';
import { addressSet, readRange } from './address-range.ts';
import { prefixOf } from './naive-oracle.fixture.ts';

const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6());
const anyBlock = fc
  .tuple(anyAddress, fc.nat(128))
  .map(([address, prefix]) => `${address}/${prefix}`)
  .filter((text) => readRange(text) !== null);

describe('an address', () => {
  test.each([
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.1.1.1',
    '1.2.3.4 ',
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '::12345',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4:5:6:7:8:9',
    '::1.2.3',
    '1.2.3.4::',
    '::1.2.3.4:5',
    'fe80::1%1',
    '[::1]',
    '::g',
  ])('spelled %j is none', (text) => {
    expect(readAddress(text)).toBeNull();
  });

  test('is recognised exactly when the platform recognises it', () => {
    const letters = fc.constantFrom(...'0123456789abcdefF:::...');
    const nearly = fc.oneof(anyAddress, fc.string({ unit: letters, maxLength: 40 }));
    fc.assert(
      fc.property(nearly, (text) => expect(readAddress(text) !== null).toBe(isIP(text) !== 0)),
      { seed: 7, numRuns: 3_000 },
    );
  });
});

describe('a set of blocks', () => {
  test.each([
    '1.2.3.4/33',
    '::/129',
    '1.2.3.4/',
    '/8',
    '1.2.3.4/08',
    '1.2.3.4/-1',
    '1.2.3.4/8/8',
    '::ffff:0:0/95',
  ])('takes no %j', (text) => {
    expect(readRange(text)).toBeNull();
  });

  test('holds an address exactly when its bits begin with those of one of the blocks', () => {
    const near = fc
      .tuple(fc.array(anyBlock, { maxLength: 8 }), anyAddress)
      .chain(([blocks, other]) =>
        fc.tuple(
          fc.constant(blocks),
          fc.constantFrom(other, ...blocks.map((block) => block.split('/')[0] ?? other)),
        ),
      );
    const agrees = fc.property(near, ([blocks, text]) => {
      const address = readAddress(text);
      const bits = prefixOf(text);
      const within = blocks
        .map(prefixOf)
        .some(({ family, prefix }) => family === bits.family && bits.prefix.startsWith(prefix));
      const has = addressSet(blocks.flatMap((block) => readRange(block) ?? []));
      expect(address !== null && has(address)).toBe(within);
    });
    fc.assert(agrees, { seed: 7, numRuns: 2_000 });
  });

  test.each([
    ['10.0.0.0/8', '10.0.0.0', true],
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '9.255.255.255', false],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['::ffff:10.0.0.0/104', '10.9.9.9', true],
    ['2001:db8::/127', '2001:db8::2', false],
    ['0.0.0.0/0', '::1', false],
  ])('%s holds %s: %s', (block, text, held) => {
    const [range, address] = [readRange(block), readAddress(text)];
    expect(range !== null && address !== null && addressSet([range])(address)).toBe(held);
  });
});

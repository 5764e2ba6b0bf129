import { crc32 as reference } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc32 } from './crc32.ts';

test('the checksum is the one of zip', () => {
  const ascii = fc.string({ unit: 'binary-ascii' });
  fc.assert(fc.property(ascii, (text) => crc32(text) === reference(text)));
  expect(crc32('123456789')).toBe(0xcbf43926);
});

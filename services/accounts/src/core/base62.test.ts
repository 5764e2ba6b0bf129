import { expect, test } from '@jest/globals';
import { base62Digits, base62Number } from './base62.ts';

test('each of the 62 digits is as likely as any other: every one comes from four of the 256 bytes', () => {
  const digits = base62Digits(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const counts = Object.groupBy(digits, (digit) => digit);
  expect(Object.keys(counts)).toHaveLength(62);
  expect(Object.values(counts).every((same) => same?.length === 4)).toBe(true);
});

test('digits are letters and digits alone, one for a byte or none', () => {
  expect(base62Digits(Uint8Array.of(0, 9, 10, 35, 36, 61, 62, 247, 248, 255))).toBe('09AZaz0z');
});

test('a number is written in as many digits as asked for', () => {
  expect([0, 61, 62, 2 ** 32 - 1].map((value) => base62Number(value, 6))).toEqual([
    '000000',
    '00000z',
    '000010',
    '4gfFC3',
  ]);
});

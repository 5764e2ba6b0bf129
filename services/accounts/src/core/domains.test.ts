import { expect, test } from '@jest/globals';
import { distinctDomains } from './domains.ts';

test('host names are lower-cased, then listed once, in the order given', () => {
  expect(distinctDomains(['Shop.Example', 'a.example', 'shop.example', 'A.EXAMPLE'])).toEqual([
    'shop.example',
    'a.example',
  ]);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { domainOf, domainsOf } from './domains.ts';

const label = 'a'.repeat(63);

describe('a domain', () => {
  test.each([
    ['shop.example', 'shop.example'],
    ['https://www.Shop.example/', 'shop.example'],
    ['HTTP://SHOP.EXAMPLE:8443', 'shop.example'],
    [' shop.example. ', 'shop.example'],
    ['*.Shop.example', '*.shop.example'],
    ['https://*.shop.example/', '*.shop.example'],
    ['*.www.shop.example', '*.www.shop.example'],
    ['www.www.shop.example', 'shop.example'],
    ['www.com', 'www.com'],
    ['wwwx.shop.example', 'wwwx.shop.example'],
    ['localhost:3000', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    [`${label}.example`, `${label}.example`],
  ])('%j is %s', (text, domain) => {
    expect(domainOf(text)).toBe(domain);
  });

  test.each([
    '',
    '*',
    '*.',
    '.',
    'a..example',
    '-a.example',
    'a.*.example',
    '*shop.example',
    'shop.example/cart',
    'shop.example//',
    'https://shop.example/?a=1',
    'shop.example#top',
    'ada@shop.example',
    'ftp://shop.example',
    'javascript:alert(1)',
    'shop.example:port',
    'shop example',
    'shop_1.example',
    '[::1]',
    `${label}a.example`,
    `${`${label}.`.repeat(4)}example`,
  ])('%j is none', (text) => {
    expect(domainOf(text)).toBeNull();
  });

  test('is its own normal form, and no text is too strange to judge', () => {
    const written = fc.oneof(fc.string(), fc.domain(), fc.webUrl({ withQueryParameters: false }));
    fc.assert(
      fc.property(written, (text) => [null, domainOf(text)].includes(domainOf(domainOf(text) ?? '*'))),
    );
  });
});

test('domains are listed once, in the order given, and what is none by its place', () => {
  expect(domainsOf(['www.b.example', '*', 'a.example', 'B.EXAMPLE', 'x/y'])).toEqual({
    domains: ['b.example', 'a.example'],
    refused: [1, 4],
  });
});

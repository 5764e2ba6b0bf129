import { expect, test } from '@jest/globals';
import { privateHosts, publicAddresses } from './private-addresses.fixture.ts';
import { isPublicAddress } from './public-address.ts';

const addressOf = (host: string) => new URL(`https://${host}/`).hostname.replace(/^\[|\]$/g, '');

test('no spelling of an address inside counts as public', () => {
  expect(privateHosts.length).toBeGreaterThanOrEqual(60);
  expect(privateHosts.filter((host) => isPublicAddress(addressOf(host)))).toEqual([]);
});

test('addresses just outside the special ranges are public', () => {
  expect(publicAddresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test('what is no address, or not the one that would be dialled, is not public', () => {
  expect(
    [
      '',
      '::8.8.8.8',
      '2620:fe::fe%1',
      'localhost',
      '127.1',
      '0x7f000001',
      'a.example',
      '1.2.3',
      '::g',
    ].filter(isPublicAddress),
  ).toEqual([]);
});

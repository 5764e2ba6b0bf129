import { isPublicAddress } from '@botect/networks';
import { expect, test } from '@jest/globals';
import { privateHosts, publicAddresses } from './private-addresses.fixture.ts';

const addressOf = (host: string) => new URL(`https://${host}/`).hostname.replace(/^\[|\]$/g, '');

test('no spelling of an address inside counts as public', () => {
  expect(privateHosts.length).toBeGreaterThanOrEqual(60);
  expect(privateHosts.filter((host) => isPublicAddress(addressOf(host)))).toEqual([]);
});

test('addresses just outside the special ranges are public', () => {
  expect(publicAddresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

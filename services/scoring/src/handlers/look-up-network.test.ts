import { networksOf, readSnapshot } from '@botect/networks';
import { expect, test } from '@jest/globals';
import { lookUpNetwork } from './look-up-network.ts';

const { lists, crawlers } = readSnapshot();
const lookUp = lookUpNetwork(networksOf(lists, crawlers));
const google = { id: 'google-crawler', category: 'Search' };

test.each([
  ['a browser anywhere', '9.9.9.9', 'Mozilla/5.0', { kind: null, lists: [], claim: null }],
  ['no agent', '3.5.6.7', null, { kind: 'hosting', lists: ['amazon'], claim: null }],
  [
    'a relay',
    '2a02:26f7:b00a:4000::1',
    'Mozilla/5.0',
    { kind: 'relay', lists: ['apple-proxy'], claim: null },
  ],
  [
    'a crawler',
    '66.249.66.1',
    'Googlebot/2.1',
    { kind: 'crawler', lists: ['googlebot', 'google'], claim: { ...google, proof: 'verified' } },
  ],
  [
    'its name alone',
    '9.9.9.9',
    'Googlebot/2.1',
    { kind: null, lists: [], claim: { ...google, proof: 'unknown' } },
  ],
])('what is known of %s', (_what, ip, ua, facts) => {
  expect(lookUp(ip, ua)).toEqual(facts);
});

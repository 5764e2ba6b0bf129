import { requestOf } from '@botect/http';
import { expect, test } from '@jest/globals';
import { observedClient } from './observed-client.ts';

test('names of headers are kept in their order, and of the values only what tells programs apart', () => {
  const headers = {
    host: 'a',
    'x-private': '1',
    cookie: 'secret=1',
    'user-agent': 'A/1',
    'accept-language': 'de',
  };
  expect(observedClient(requestOf({ headers }))).toEqual({
    ip: '192.0.2.1',
    ua: 'A/1',
    header_names: ['host', 'cookie', 'user-agent', 'accept-language'],
    accept_language: 'de',
  });
});

test('the three hints that browsers volunteer are kept, cut short, and that the request came over TLS', () => {
  const headers = { 'sec-ch-ua': `"${'x'.repeat(300)}`, 'sec-ch-ua-platform': '"Linux"' };
  const { https, hints } = observedClient(requestOf({ headers, scheme: 'https' }));
  expect([https, hints]).toEqual([true, { ua: `"${'x'.repeat(255)}`, platform: '"Linux"', mobile: null }]);
});

import { describe, expect, test } from '@jest/globals';
import { type BotectOptions, botect } from './index.ts';

const options: BotectOptions = { siteKey: 'pk_a', privateKey: 'sk_a', baseUrl: 'https://botect.test' };

describe('a wrong configuration is refused at the start, by name', () => {
  test.each<[string, Partial<BotectOptions>]>([
    ['siteKey', { siteKey: '' }],
    ['siteKey', { siteKey: 'pk a' }],
    ['privateKey', { privateKey: 'sk_a\n' }],
    ['privateKey', { privateKey: 'sk_\u0000' }],
    ['privateKey', { privateKey: 'sk_é' }],
    ['privateKey', { privateKey: undefined }],
    ['baseUrl', { baseUrl: 'botect.test' }],
    ['baseUrl', { baseUrl: 'http://botect.test' }],
    ['baseUrl', { baseUrl: 'http://127.evil.test' }],
    ['baseUrl', { baseUrl: 'https://user:pass@botect.test' }],
    ['baseUrl', { baseUrl: 'https://botect.test?a=b' }],
    ['baseUrl', { baseUrl: 'https://botect.test#' }],
    ['relayPath', { relayPath: '_botect' }],
    ['relayPath', { relayPath: '/a"b' }],
    ['cacheSeconds', { cacheSeconds: 0 }],
    ['cacheSeconds', { cacheSeconds: 61 }],
    ['pageTokenSeconds', { pageTokenSeconds: 59 }],
    ['relayBytesMax', { relayBytesMax: 2_000_000 }],
    ['verdictTimeoutMs', { verdictTimeoutMs: Number.NaN }],
    ['onUnavailable', { onUnavailable: 'denied' as 'deny' }],
    ['clientAddress', { clientAddress: 'X-Real-IP' as 'auto' }],
    ['clientAddress', { clientAddress: 'header:X Real IP' }],
    ['origins', { origins: ['https://shop.test/'] }],
    ['origins', { origins: ['shop.test'] }],
    ['scriptUrl', { scriptUrl: 'javascript:0' }],
    ['scriptUrl', { scriptUrl: 'sdk.js' }],
    ['onFault', { onFault: 'console' as never }],
  ])('%s %j', (name, wrong) => {
    expect(() => botect({ ...options, ...wrong })).toThrow(new RegExp(`^botect: ${name} (must|is missing)`));
  });

  test.each<Partial<BotectOptions>>([
    { onUnavailable: 'deny', clientAddress: 'header:X-Real-IP' },
    { clientAddress: 'cloudflare', origins: ['https://shop.test', 'http://localhost:8080'] },
    { clientAddress: () => null, scriptUrl: '/assets/sdk.js' },
  ])('while %j is accepted', (right) => {
    expect(() => botect({ ...options, ...right })).not.toThrow();
  });

  test.each(['https://botect.test/v1', 'https://botect.test/v1/', 'http://localhost:8080', 'http://[::1]:1'])(
    '%s is accepted',
    (baseUrl) => {
      expect(() => botect({ ...options, baseUrl })).not.toThrow();
    },
  );
});

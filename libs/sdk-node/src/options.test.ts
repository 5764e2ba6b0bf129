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
    ['privateKey', { privateKey: undefined as unknown as string }],
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
  ])('%s %j', (name, wrong) => {
    expect(() => botect({ ...options, ...wrong })).toThrow(new RegExp(`^botect: ${name} must`));
  });

  test.each(['https://botect.test/v1', 'https://botect.test/v1/', 'http://localhost:8080', 'http://[::1]:1'])(
    '%s is accepted',
    (baseUrl) => {
      expect(() => botect({ ...options, baseUrl })).not.toThrow();
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { FakePage } from '../fake-page.fixture.ts';
import { pathHash, pathShape } from './page-path.ts';
import { settingsOf } from './settings.ts';

function settings(attributes: Record<string, string> | null) {
  const tag = {
    src: 'https://botect.example/v1/sdk.js',
    getAttribute: (name: string) => attributes?.[name] ?? null,
  };
  const { window } = new FakePage();
  const document = { ...window.document, querySelector: () => (attributes === null ? null : tag) };
  return settingsOf({ ...window, document });
}

describe('the tag', () => {
  test('names a site key; events go where the script came from', () => {
    const endpoint = 'https://botect.example/v1/events';
    expect(settings({ 'data-site-key': 'pk_1' })).toEqual({ siteKey: 'pk_1', endpoint, minimal: false });
  });

  test('may name a relay of the page’s own, which knows the key', () => {
    const endpoint = '/_botect/events?page_token=t';
    expect(settings({ 'data-endpoint': endpoint })).toEqual({ siteKey: '', endpoint, minimal: false });
  });

  test('may ask for the minimal mode', () => {
    expect(settings({ 'data-site-key': 'pk_1', 'data-mode': 'minimal' })).toMatchObject({ minimal: true });
  });

  test.each([[null], [{}]])('%j watches nothing', (attributes) => {
    expect(settings(attributes)).toBeNull();
  });
});

describe('a page’s path', () => {
  test.each([
    ['/', '/'],
    ['/orders/1732/invoice', '/orders/{n}/invoice'],
    ['/users/ada@example.org', '/users/{x}'],
    ['/u/550e8400-e29b-41d4-a716-446655440000', '/u/{x}'],
    ['/caf%C3%A9', '/{x}'],
  ])('%s is told as %s', (path, shape) => {
    expect(pathShape(path)).toBe(shape);
  });

  test('is told in at most 64 characters', () => {
    expect(pathShape(`/${'word/'.repeat(40)}`)).toHaveLength(64);
  });

  test('has another hash on another site', () => {
    expect(pathHash('pk_1', '/a')).toMatch(/^[0-9a-f]{1,8}$/);
    expect(new Set([pathHash('pk_1', '/a'), pathHash('pk_2', '/a'), pathHash('pk_1', '/b')]).size).toBe(3);
  });
});

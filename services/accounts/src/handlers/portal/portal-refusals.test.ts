import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PortalServer, type PortalStory, servePortal } from './portal-story.fixture.ts';

let portal: PortalServer;
let story: PortalStory;
let foreign: PortalStory;
beforeAll(async () => {
  portal = await servePortal();
  story = await portal.story();
  foreign = await portal.story();
}, 180_000);
afterAll(() => portal.close());

type Row = readonly [status: number, key: string, path: string, body?: unknown];

const invalid = (path: string, body?: unknown): Row => [400, 'API.INVALID_BODY', path, body];
const rule = (rule: object): Row =>
  invalid('/access-control/create', {
    rule: { type: 'block', conditions: [{ field: 'ip', operator: 'equals', value: '192.0.2.1' }], ...rule },
  });
const condition = (field: string, value: unknown, operator = 'equals'): Row =>
  rule({ conditions: [{ field, operator, value }] });
const site = (settings: object, name: unknown = 'shop'): Row => invalid('/sites/create', { name, settings });
const noSite = '{foreign}';

const keys: Row[] = [
  [400, 'API.MISSING_BODY', '/api-keys/create', ''],
  [400, 'API.PARSE_ERROR', '/api-keys/create', '{'],
  invalid('/api-keys/get', { page: 1 }),
  invalid('/api-keys/get', []),
  invalid('/api-keys/create', { name: 'ci' }),
  invalid('/api-keys/create', { name: '', permissions: ['getRules'] }),
  invalid('/api-keys/create', { name: 'ci', permissions: [] }),
  invalid('/api-keys/create', { name: 'ci', permissions: {} }),
  invalid('/api-keys/create', { name: 'ci', permissions: ['getRule'] }),
  invalid('/api-keys/create', { name: 'ci', permissions: { Rules: ['getRules'] } }),
  invalid('/api-keys/create', { name: 'ci', permissions: { Traffic: ['getRules'] } }),
  invalid('/api-keys/create', { name: 'ci', permissions: ['verify'], expiresIn: -1 }),
  invalid('/api-keys/create', { name: 'ci', permissions: ['verify'], expiresIn: 1.5 }),
  [404, 'PORTAL.API_KEYS_NOT_FOUND', '/api-keys/update', { apiKeyId: 'none', name: 'x' }],
  [404, 'PORTAL.API_KEYS_NOT_FOUND', '/api-keys/delete', { apiKeyId: crypto.randomUUID() }],
];

const rules: Row[] = [
  rule({ conditions: [] }),
  rule({ type: 'log' }),
  rule({ captchaType: 'image' }),
  rule({ type: 'restrict', captchaType: 'image' }),
  rule({ type: 'restrict', solvedImagesCount: 3 }),
  rule({ type: 'restrict', deferToVerify: true }),
  rule({ expiry: '2020-01-01T00:00:00.000Z' }),
  rule({ expiry: 'tomorrow' }),
  rule({ expiry: '9999-12-31T23:59:59-14:00' }),
  rule({ ruleGroupId: 'no group' }),
  rule({ description: '' }),
  rule({ surprise: 1 }),
  condition('userId', 'u1'),
  condition('ja4Hash', 't13d'),
  condition('asn', 64_496),
  condition('ip', '192.0.2.1', 'notEquals'),
  condition('ip', '192.0.2.0/24'),
  condition('ip', '192.0.2.999'),
  condition('ipMask', '192.0.2.1'),
  condition('ipMask', '192.0.2.0/33'),
  condition('countryCode', 'DEU'),
  condition('userAgent', 'curl\u0007'),
  condition('userAgent', '"'.repeat(1_000)),
  rule({
    conditions: [
      { field: 'ip', operator: 'equals', value: '192.0.2.1' },
      { field: 'ipMask', operator: 'equals', value: '192.0.2.0/24' },
    ],
  }),
  invalid('/access-control/get', { limit: 10_001 }),
  invalid('/access-control/get', { sortBy: 'type' }),
  invalid('/access-control/get', { sortOrder: 2 }),
  [404, 'API.UNKNOWN', '/access-control/delete', { userScopeHash: 'none' }],
  [404, 'API.UNKNOWN', '/access-control/group/delete', { ruleGroupId: 'none' }],
];

const sites: Row[] = [
  site({ domains: [] }),
  site({}),
  site({ domains: ['shop.example'], captchaType: 'pow' }),
  site({ domains: ['shop.example'], trafficFilter: {} }),
  site({ domains: ['shop.example'], frictionlessThreshold: 1.1 }),
  [400, 'API.INVALID_DOMAIN', '/sites/create', { name: 'shop', settings: { domains: ['*'] } }],
  [
    400,
    'PORTAL.INVALID_SITE_NAME',
    '/sites/create',
    { name: 'my shop', settings: { domains: ['a.example'] } },
  ],
  [
    400,
    'PORTAL.DUPLICATE_SITE_NAME',
    '/sites/create',
    { name: 'Shop', settings: { domains: ['a.example'] } },
  ],
  [400, 'PORTAL.CANNOT_DEACTIVATE_LAST_SITE', '/sites/delete', { siteKey: '{own}' }],
  invalid('/sites/update', { siteKey: '{own}', isDefault: true }),
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/site/get', { siteKey: noSite }],
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/sites/update', { siteKey: noSite, name: 'mine' }],
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/sites/delete', { siteKey: noSite }],
];

const others: Row[] = [
  invalid('/users/create', { email: 'nobody', name: 'N', role: 'viewer' }),
  invalid('/users/create', { email: 'n@example.com', name: 'N', role: 'guest' }),
  [
    403,
    'PORTAL.CANNOT_MODIFY_OWNER_USER',
    '/users/create',
    { email: 'o@example.com', name: 'O', role: 'owner' },
  ],
  [404, 'GENERAL.ACCOUNT_NOT_FOUND', '/users/delete', { email: 'nobody@example.com' }],
  invalid('/gettrafficdata', { month: 6 }),
  invalid('/gettrafficdata', { month: 13, year: 2026 }),
  invalid('/gettrafficdata', { startDate: '2026-06-14T00:00:00Z' }),
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/gettrafficdata', { siteKeys: ['{own}', noSite] }],
  invalid('/getlivesessions', { siteKey: '{own}', windowMinutes: 4 }),
  invalid('/getlivesessions', { siteKey: '{own}', bucketSeconds: 3_601 }),
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/getlivesessions', { siteKey: noSite }],
  invalid('/audit/searchcaptcharecords', { captchaType: 'image' }),
  invalid('/audit/searchcaptcharecords', { searchCriteria: { ja4: 'x' } }),
  invalid('/audit/searchcaptcharecords', { searchCriteria: { ip: 'x' } }),
  invalid('/audit/searchcaptcharecords', { pagination: { limit: 101 } }),
  invalid('/audit/searchcaptcharecords', { pagination: { lastId: 'x' } }),
  invalid('/audit/searchcaptcharecords', { pagination: { lastId: 'a\u0000b', lastTimestamp: 5 } }),
  invalid('/audit/searchcaptcharecords', {
    pagination: { lastId: 'x', lastTimestamp: 8_640_000_000_000_000 },
  }),
  [404, 'GENERAL.SITE_KEY_NOT_FOUND', '/audit/searchcaptcharecords', { siteKey: noSite }],
];

const inStory = (body: unknown): unknown =>
  body === '' || body === '{'
    ? body
    : JSON.parse(
        JSON.stringify(body ?? {})
          .replaceAll('{own}', story.siteKey)
          .replaceAll('{foreign}', foreign.siteKey),
      );

describe('refused', () => {
  test.each([...keys, ...rules, ...sites, ...others])('%i %s %s %j', async (status, key, path, body) => {
    const answer = await story.ask(path, inStory(body));
    const error = { code: status, message: expect.any(String), key };
    expect([answer.status, answer.body]).toEqual([status, { error: expect.objectContaining(error) }]);
  });

  test('a refused write leaves nothing behind', async () => {
    expect(await story.audited()).toEqual([]);
  });

  test.each(['/site/get', '/getlivesessions', '/sites/delete'])(
    'a site of somebody else and none answer byte for byte the same: %s',
    async (path) => {
      const answers = [foreign.siteKey, 'pk_none'].map((siteKey) => story.ask(path, { siteKey }));
      const [theirs, none] = await Promise.all(answers);
      expect(theirs?.text).toBe(none?.text);
    },
  );
});

describe('a caller without', () => {
  test.each([
    ['any header', null, {}, 401, 'API.MISSING_AUTHORIZATION_HEADER'],
    ['a known key', 'bat_x', {}, 401, 'API.INVALID_AUTHORIZATION_HEADER'],
    ['a key of its scheme', null, { authorization: 'Basic eDp5' }, 401, 'API.INVALID_AUTHORIZATION_HEADER'],
  ])('%s', async (_, token, headers, status, key) => {
    const answer = await story.ask('/sites/get', {}, { token, headers });
    expect([answer.status, answer.body]).toMatchObject([status, { error: { code: status, key } }]);
  });

  test('the permission is told which, by its key', async () => {
    const poor = await portal.story({ permissions: ['updateSite', 'getSite'] });
    const { status, body } = await poor.ask('/sites/get');
    const error = { key: 'API.INSUFFICIENT_PERMISSIONS', message: expect.stringContaining('getSites') };
    expect([status, body]).toMatchObject([403, { error }]);
  });

  test('a subscription reads, and writes nothing', async () => {
    const unpaid = await portal.story({ suspendedAt: new Date(0) });
    const body = { name: 'two', settings: { domains: ['a.example'] } };
    expect(await unpaid.ask('/sites/get')).toMatchObject({ status: 200 });
    const refused = { status: 403, body: { error: { key: 'API.FORBIDDEN' } } };
    expect(await unpaid.ask('/sites/create', body)).toMatchObject(refused);
  });

  test('JSON is told so', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await story.ask('/sites/get', '{}', { headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { key: 'API.NO_CONTENT_TYPE_HEADER' } } });
  });
});

describe('a body', () => {
  test.each(['', '{}', '{"token":"x","accountId":7}', '{"token":null}'])(
    'that says nothing is taken: %s',
    async (body) => {
      expect(await story.ask('/sites/get', body)).toMatchObject({ status: 200 });
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { dataPlaneOperations } from './api/index.ts';
import { pageHitSchema, reportableHeaders, serverEventsSchema } from './server-hits.ts';

const hit = dataPlaneOperations.acceptPageHit.example.body;
const events = dataPlaneOperations.acceptServerEvents.example.body;
const [event] = events.events;

describe('a page hit', () => {
  test.each<[string, object]>([
    ['as clients before logins and addresses sent it', { logged_in: undefined, observed_ip: undefined }],
    ['with an address alone', { observed_ip_source: undefined, observed_ip_inferred: undefined }],
    ['with an address nobody can use', { observed_ip: '10.0.0.1 and more' }],
    [
      'with languages of every form',
      { languages: ['de', 'gsw', 'en-gb', 'es-419', 'gsw-ch', 'gsw-756', 'de'] },
    ],
    ['with all headers', { header_names: reportableHeaders }],
    ['without the field kept for TLS', { ja4: undefined }],
  ])('%s is taken', (_what, over) => {
    expect(pageHitSchema.safeParse({ ...hit, ...over }).error).toBeUndefined();
  });

  test.each<[string, object]>([
    ['another version', { schema_version: 2 }],
    ['a page id in capitals', { page_id: 'A'.repeat(32) }],
    ['a token that is none', { session_token: 'a/b' }],
    ['a day that does not exist', { occurred_at: '2026-02-30T10:00:00Z' }],
    ['parts of a second', { occurred_at: '2026-06-14T10:00:00.5Z' }],
    ['a method of its own', { method: 'BREW' }],
    ['a path in clear', { path_hash: '/account' }],
    ['a header outside the list', { header_names: ['x-forwarded-for'] }],
    ['eleven languages', { languages: Array(11).fill('en') }],
    ['a language in capitals', { languages: ['en-GB'] }],
    ['a negative duration', { duration_ms: -1 }],
    ['a TLS fingerprint', { ja4: 't13d1516h2' }],
    ['a login that is no yes or no', { logged_in: 1 }],
    ['an unknown source', { observed_ip_source: 'guess' }],
    ['a user agent', { user_agent: 'Mozilla/5.0' }],
  ])('%s is refused', (_what, over) => {
    expect(pageHitSchema.safeParse({ ...hit, ...over }).success).toBe(false);
  });
});

describe('events handed on by a server', () => {
  test.each([[[]], [{}], [null], [undefined]])('may have the payload %j', (payload) => {
    expect(serverEventsSchema.safeParse({ ...events, events: [{ ...event, payload }] }).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ['the shape of a path', [{ ...event, payload: { page_path_shape: '/a' } }]],
    ['a key outside the whitelist', [{ ...event, payload: { email: 'a@b.c' } }]],
    ['none', []],
    ['101', Array(101).fill(event)],
  ])('are refused with %s', (_what, sent) => {
    expect(serverEventsSchema.safeParse({ ...events, events: sent }).success).toBe(false);
  });

  test('name the fault of a path’s shape where it is', () => {
    const sent = [event, { ...event, payload: { page_path_shape: '/a' } }];
    const [issue] = serverEventsSchema.safeParse({ ...events, events: sent }).error?.issues ?? [];
    expect(issue?.path).toEqual(['events', 1, 'payload', 'page_path_shape']);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEventsRequest } from './signal-check.ts';
import { eventsRequestSchema, isTimestamp } from './signals.ts';
import { eventTypes, legacyKeys, payloadVocabulary } from './vocabulary.ts';

const event = (over: object = {}) => ({
  request_id: 'e-1',
  type: 'mouse',
  received_at: '2026-06-14T10:00:00Z',
  payload: { mouse_entropy: 0.5 },
  ...over,
});
const batch = (over: object = {}) => ({ session_token: null, events: [event()], ...over });
const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'));

const anyKey = fc.constantFrom(
  ...Object.keys(payloadVocabulary),
  ...Object.values(legacyKeys).flatMap((aliases) => Object.keys(aliases)),
  'email',
  '__proto__',
  'constructor',
);
const anyValue = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    1.5,
    100,
    101,
    86_400_000,
    86_400_001,
    1e9,
    Number.NaN,
    Infinity,
  ),
  fc.constantFrom('', 'mouse', '1.5.0', '1.5', 'abc', 'XYZ', '/a/{n}', '/a b', 'en-GB', 'e'),
  fc.array(fc.constantFrom('mouse', 'touch', 'pen', 'keyboard', 'en', 'en-GB', 'x', 1), { maxLength: 4 }),
  fc.constant({}),
);
const anyPayload = fc.oneof(
  { weight: 8, arbitrary: fc.dictionary(anyKey, anyValue, { maxKeys: 3, noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.constantFrom(null, [], [1], 'text', 3) },
);
const anyEvent = fc.record(
  {
    request_id: fc.constantFrom('a', 'a1b2…event-uuid', '', 'sp ace', 'x'.repeat(128), 'x'.repeat(129), 7),
    type: fc.constantFrom(...eventTypes, ...eventTypes, 'click', null),
    received_at: fc.constantFrom(
      '2026-06-14T10:00:00Z',
      '2024-02-29T00:00:00.5Z',
      '2026-02-29T00:00:00Z',
      'now',
      1,
    ),
    payload: anyPayload,
    extra: fc.constant(1),
  },
  { requiredKeys: [] },
);
const plausibleEvent = anyPayload.map((payload) => event({ payload }));
const anyBatch = fc.record(
  {
    session_token: fc.constantFrom(null, 'sess_1', 'bad/token', 5),
    site_key: fc.constantFrom('pk_1', 7),
    events: fc.oneof(
      fc.array(plausibleEvent, { maxLength: 3 }),
      fc.array(anyEvent, { maxLength: 3 }),
      fc.constantFrom(null, {}),
    ),
    extra: fc.constant(1),
  },
  { requiredKeys: ['events'] },
);

describe('the events contract', () => {
  test('the fast check and the schema accept exactly the same batches', () => {
    fc.assert(
      fc.property(anyBatch, (value) => {
        expect(isEventsRequest(value)).toBe(eventsRequestSchema.safeParse(value).success);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  test.each(['quickstart', 'collector-1.5.0'])('the published %s body is accepted', (name) => {
    expect(isEventsRequest(golden(name))).toBe(true);
  });

  test.each([
    ['101 events', batch({ events: Array.from({ length: 101 }, () => event()) })],
    ['no events', batch({ events: [] })],
    ['an e-mail key', batch({ events: [event({ payload: { email: 'a@b.c' } })] })],
    [
      'a __proto__ key',
      JSON.parse(
        '{"events":[{"request_id":"a","type":"mouse","received_at":"2026-06-14T10:00:00Z","payload":{"__proto__":{}}}]}',
      ),
    ],
    ['a negative counter', batch({ events: [event({ payload: { click_events: -1 } })] })],
    ['a fractional counter', batch({ events: [event({ payload: { click_events: 1.5 } })] })],
    ['entropy above 1', batch({ events: [event({ payload: { mouse_entropy: 3 } })] })],
    ['a named plugin', batch({ events: [event({ payload: { plugins: ['PDF'] } })] })],
    [
      'a legacy key on another event type',
      batch({ events: [event({ type: 'scroll', payload: { entropy: 0.5 } })] }),
    ],
    ['a login claim beside the events', batch({ logged_in: true })],
    ['a numeric session token', batch({ session_token: 5 })],
  ])('%s is refused', (_what, body) => {
    expect(isEventsRequest(body)).toBe(false);
  });

  test.each([
    '2024-02-29T23:59:59Z',
    '2000-02-29T00:00:00.123456Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('%s is a time that exists', (text) => {
    expect(isTimestamp(text)).toBe(true);
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-06-14T24:00:00Z',
    '2026-06-14T10:00:60Z',
    '2026-06-14T10:00:00',
    '2026-06-14T10:00:00+01:00',
    '2026-06-14T10:00:00.1234567Z',
  ])('%s is not', (text) => {
    expect(isTimestamp(text)).toBe(false);
  });
});

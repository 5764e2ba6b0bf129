import type { ScoredSession } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyExpression } from './expression.fixture.ts';
import { compileExpression, explainExpression, parseExpression, subjectOf } from './index.ts';
import { holdsNaively } from './naive-oracle.fixture.ts';
import { subjectWith } from './rules.fixture.ts';
import type { RequestContext } from './subject.ts';

const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 3 });
const small = nullable(fc.oneof(fc.integer({ min: -5, max: 120 }), fc.constantFrom(0.25, 12.5)));

const anySession: fc.Arbitrary<ScoredSession> = fc.record({
  score: fc.integer({ min: 0, max: 99 }),
  detectionIds: fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 4 }),
  verifiedCategory: nullable(fc.constantFrom('Search', 'AI Crawler')),
  jsPassed: nullable(fc.boolean()),
  loggedIn: nullable(fc.boolean()),
  behavioral: fc.record({
    mouseEntropy: small,
    scrollVelocity: small,
    visibilityChanges: small,
    firstInputDelayMs: small,
    timeToFirstInputMs: small,
  }),
});
const anyContext: fc.Arbitrary<Omit<RequestContext, 'ip'>> = fc.record({
  path: nullable(fc.constantFrom('/login', '/', '/a.css')),
  country: nullable(fc.constantFrom('de', 'DE', 'FR')),
  ua: nullable(fc.constantFrom('Search', '', '/')),
  loggedIn: nullable(fc.boolean()),
});
const group = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xffff));
const anyGroups = nullable(
  fc
    .oneof(fc.tuple(group, group), fc.array(group, { minLength: 8, maxLength: 8 }))
    .filter((groups) => groups.length === 2 || groups[5] !== 0xffff),
);
const spelled = (groups: readonly number[]) =>
  groups.length === 8
    ? groups.map((one) => one.toString(16)).join(':')
    : groups.flatMap((one) => [one >> 8, one & 0xff]).join('.');

describe('a compiled expression', () => {
  test('holds exactly when each of its words does', () => {
    const agrees = fc.property(
      anyExpression,
      anySession,
      anyContext,
      anyGroups,
      (expression, session, rest, groups) => {
        const context = { ...rest, ip: groups === null ? null : spelled(groups) };
        const held = compileExpression(expression)(subjectOf(session, context, 30));
        expect(held).toBe(holdsNaively(expression.root, { session, context, groups }));
      },
    );
    fc.assert(agrees, { seed: 7, numRuns: 3_000 });
  });

  const ofUnknown: readonly (readonly [string, boolean])[] = [
    ['behavioral.mouse_entropy < 0.5', false],
    ['behavioral.mouse_entropy >= 0', false],
    ['behavioral.mouse_entropy == 0', false],
    ['behavioral.mouse_entropy != 0', true],
    ['country in ["DE"]', false],
    ['country not in ["DE"]', true],
    ['country != "DE"', true],
    ['country != null AND country not in ["DE"]', false],
    ['ip in ["0.0.0.0/0", "::/0"]', false],
    ['ip not in ["0.0.0.0/0"]', true],
    ['ip == null', true],
    ['ua != null', false],
    ['js_detection.passed', false],
    ['NOT js_detection.passed', true],
    ['js_detection.passed == false', false],
    ['logged_in', false],
  ];
  test.each(ofUnknown)('of what is unknown, %s is %s', (source, held) => {
    expect(compileExpression(parseExpression(source))(subjectWith())).toBe(held);
  });

  test.each([
    ['ip in ["10.1.2.3/8"]', { ip: '10.255.0.1' }, true],
    ['ip == "::ffff:192.0.2.1"', { ip: '192.0.2.1' }, true],
    ['ip == "2001:DB8:0:0::1"', { ip: '2001:db8::1' }, true],
    ['ip in ["::/0"]', { ip: '::ffff:192.0.2.1' }, false],
    ['ip == null', { ip: 'unknown' }, true],
    ['country == "de"', { country: 'De' }, true],
    ['path == "/login"', { path: '/login?next=/' }, false],
    ['static_resource', { path: '/app.js?v=1' }, true],
  ])('%s of %j is %s', (source, context, held) => {
    expect(compileExpression(parseExpression(source))(subjectWith({}, context))).toBe(held);
  });
});

test('an explained expression shows each condition in order, what it looked at, and whether it held', () => {
  const source =
    'score < 30 AND NOT (verified_bot OR ip in ["10.0.0.0/8"]) AND detection_ids in [2001] OR ua == "x"';
  const subject = subjectWith({ score: 12, detectionIds: [2001, 3002] }, { ip: '::ffff:10.0.0.1' });
  expect(explainExpression(parseExpression(source), subject)).toEqual([
    { text: 'score < 30', value: 12, held: true },
    { text: 'verified_bot', value: false, held: false },
    { text: 'ip in ["10.0.0.0/8"]', value: '::ffff:10.0.0.1', held: true },
    { text: 'detection_ids in [2001]', value: [2001, 3002], held: true },
    { text: 'ua == "x"', value: null, held: false },
  ]);
});

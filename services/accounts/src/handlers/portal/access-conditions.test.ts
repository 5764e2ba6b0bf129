import { type AccessCondition, type AccessField, accessFields } from '@botect/contracts';
import { printExpression } from '@botect/rules';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditionsOfExpression, expressionOfConditions, plain } from './access-conditions.ts';

const equal = (field: AccessField, value: string): AccessCondition => ({ field, operator: 'equals', value });

const printable = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const values: Readonly<Record<AccessField, fc.Arbitrary<string>>> = {
  ip: fc.oneof(fc.ipV4(), fc.ipV6()),
  ipMask: fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`),
  userAgent: printable,
  countryCode: fc.stringMatching(/^[A-Za-z]{2}$/),
};
const conditions = fc
  .subarray([...accessFields], { minLength: 1 })
  .filter((fields) => !(fields.includes('ip') && fields.includes('ipMask')))
  .chain((fields) => fc.tuple(...fields.map((field) => values[field].map((value) => equal(field, value)))));

test('conditions become an expression that becomes these conditions again', () => {
  fc.assert(
    fc.property(conditions, (given) => {
      const wanted = given.map(plain);
      const { source } = expressionOfConditions(wanted);
      expect(conditionsOfExpression(source)).toEqual(wanted);
    }),
  );
});

test('what is stored as source and as tree is the same expression', () => {
  fc.assert(
    fc.property(conditions, (given) => {
      const { source, parsed } = expressionOfConditions(given.map(plain));
      expect(printExpression(parsed as Parameters<typeof printExpression>[0])).toBe(source);
    }),
  );
});

test.each([
  ['ip', '192.0.2.1', 'ip == "192.0.2.1"'],
  ['ipMask', '192.0.2.0/24', 'ip in ["192.0.2.0/24"]'],
  ['ip', '2001:DB8::1', 'ip == "2001:db8::1"'],
  ['userAgent', 'curl "8"\\', 'ua == "curl \\"8\\"\\\\"'],
  ['countryCode', 'de', 'country == "DE"'],
] as const)('%s %s is written %s', (field, value, source) => {
  expect(expressionOfConditions([plain(equal(field, value))]).source).toBe(source);
});

test.each([
  ['score < 30', null],
  ['ip == "192.0.2.1" OR ua == "curl"', null],
  ['NOT ua == "curl"', null],
  ['ip != "192.0.2.1"', null],
  ['ip == null', null],
  ['ip in ["192.0.2.1", "192.0.2.2"]', null],
  ['path == "/login"', null],
  ['verified_bot', null],
  ['ip == "192.0.2.1" AND score < 30', null],
  ['ip == "192.0.2.1" AND ip in ["192.0.2.0/24"]', null],
  ['ua == "a" AND ua == "b"', null],
  ['no expression', null],
  ['ip in ["192.0.2.1"]', [equal('ip', '192.0.2.1')]],
  ['(ua == "curl" and country == "de")', [equal('userAgent', 'curl'), equal('countryCode', 'DE')]],
])('%s rebuilds as %j', (source, rebuilt) => {
  expect(conditionsOfExpression(source)).toEqual(rebuilt);
});

test('a fault names the condition it is in', () => {
  const given = [equal('ip', '192.0.2.1'), equal('countryCode', 'DEU')];
  const faults = [{ path: 'rule.conditions[1].value', message: expect.any(String) }];
  expect(() => expressionOfConditions(given)).toThrow(expect.objectContaining({ faults }));
});

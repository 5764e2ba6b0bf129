import { parseExpression } from '@botect/rules';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suggestedExpression, suggestedName } from './suggested-rule.ts';

test.each([
  ['network', '203.0.113.0/24', 'ip in ["203.0.113.0/24"] AND NOT verified_bot'],
  ['network', '2001:db8::/64', 'ip in ["2001:db8::/64"] AND NOT verified_bot'],
  ['agent', 'curl/8', 'ua == "curl/8" AND NOT verified_bot'],
  ['agent', 'a"b\\c', 'ua == "a\\"b\\\\c" AND NOT verified_bot'],
] as const)('a rule against the %s %s', (kind, subject, expression) => {
  expect(suggestedExpression({ kind, subject })).toBe(expression);
});

test('whatever printable an agent holds, the rule is about that agent and no other', () => {
  const agents = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(agents, (subject) => {
      const { root } = parseExpression(suggestedExpression({ kind: 'agent', subject }));
      expect(root).toMatchObject({ kind: 'and', of: [{ field: 'ua', operator: '==', value: subject }, {}] });
    }),
    { seed: 7 },
  );
});

test('a name is readable and fits, whatever the agent', () => {
  const agents = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(agents, (subject) => {
      const name = suggestedName({ kind: 'agent', subject });
      expect([...name].length).toBeLessThanOrEqual(120);
      expect(name).toMatch(/^[^\p{Cc}\p{Cs}]+$/u);
    }),
    { seed: 7 },
  );
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyExpression } from './expression.fixture.ts';
import { ExpressionFault } from './expression-fault.ts';
import { fieldNames, fieldsOf, parseExpression, printExpression, readExpression } from './index.ts';
import { refusalOf } from './rules.fixture.ts';

const fits = anyExpression.filter((expression) => printExpression(expression).length <= 2_000);

describe('an expression', () => {
  test.each([
    ['score < 30 AND path == "/login" AND NOT verified_bot'],
    ['verified_bot AND verified_bot_category == "AI Crawler" AND path == "/premium"'],
    ['NOT verified_bot AND score < 30'],
    ['verified_bot_category in ["Search"]'],
    ['band == "confident_automated"'],
    ['NOT (logged_in OR js_detection.passed) AND ip not in ["10.0.0.0/8", "2001:db8::/32"]'],
    ['detection_ids not in [2001, 3002] OR behavioral.time_to_first_input_ms >= 12.5'],
    [String.raw`ua == "a \"quoted\" \\ agent" OR country != null`],
    ['js_detection.passed == false OR behavioral.mouse_entropy == -0.25'],
  ])('%s is read and printed as it stands', (source) => {
    expect(printExpression(parseExpression(source))).toBe(source);
  });

  test.each([
    ['a narrow layout', 'path=="/"and(score<30)', 'path == "/" AND score < 30'],
    [
      'keywords in any case',
      'nOt verified_bot Or ip Not  iN ["::1"]',
      'NOT verified_bot OR ip not in ["::1"]',
    ],
    ['AND before OR', 'logged_in OR verified_bot AND score<1', 'logged_in OR verified_bot AND score < 1'],
    [
      'parentheses that join',
      '((logged_in)) AND (score<1 AND (score<2))',
      'logged_in AND score < 1 AND score < 2',
    ],
    [
      'parentheses that matter',
      '(logged_in OR score<1) AND NOT (score<2)',
      '(logged_in OR score < 1) AND NOT score < 2',
    ],
    [
      'a flag compared with true',
      'logged_in == TRUE AND logged_in != true',
      'logged_in AND logged_in != true',
    ],
    [
      'numbers in other spellings',
      'score == 007 OR score == -0 OR score > 1.50',
      'score == 7 OR score == 0 OR score > 1.5',
    ],
    ['lines and tabs', '\tscore\r\n<\n1 ', 'score < 1'],
  ])('%s is read as its canonical text', (_, source, canonical) => {
    expect(printExpression(parseExpression(source))).toBe(canonical);
  });

  test('printed, parsed, stored and read back is the same', () => {
    const same = fc.property(fits, (expression) => {
      const stored: unknown = JSON.parse(JSON.stringify(parseExpression(printExpression(expression))));
      expect(readExpression(stored)).toEqual(expression);
    });
    fc.assert(same, { seed: 7, numRuns: 500 });
  });

  test.each([
    ['32 deep', `${'(NOT '.repeat(16)}logged_in${')'.repeat(16)}`],
    ['of 200 nodes', Array(199).fill('ua==""').join('or ')],
    ['with a list of 200', `detection_ids in [${Array(200).fill(1)}]`],
    ['of 2,000 characters', `logged_in${' '.repeat(1_991)}`],
  ])('%s is accepted, and so is what was stored of it', (_, source) => {
    const expression = parseExpression(source);
    expect(readExpression(JSON.parse(JSON.stringify(expression)))).toEqual(expression);
  });

  test('knows the fields it looks at, each once', () => {
    const source = 'score < 1 OR NOT (score > 2 AND logged_in)';
    expect(fieldsOf(parseExpression(source))).toEqual(new Set(['score', 'logged_in']));
    expect(fieldNames).toHaveLength(17);
  });
});

describe('any text', () => {
  const refusedOrRead = (source: string) => {
    const outcome = refusalOf(source);
    if (typeof outcome !== 'string') expect(outcome).toBeInstanceOf(ExpressionFault);
  };
  const fragment = fc.constantFrom(
    '(',
    ')',
    '"',
    '\\',
    'NOT ',
    ' AND ',
    '==',
    '[',
    ',',
    '-',
    '.',
    '\ud800',
    '1',
  );

  test('is read or refused with a fault, never anything else', () => {
    const soup = fc.array(fc.oneof(fragment, fc.constantFrom(...fieldNames), fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(
        soup.map((parts) => parts.join('')),
        refusedOrRead,
      ),
      { seed: 7, numRuns: 1_000 },
    );
  });

  test('that is nearly an expression is read or refused with a fault', () => {
    const mutated = fc.tuple(fits, fc.nat(), fc.nat(3), fragment).map(([expression, at, cut, insert]) => {
      const source = printExpression(expression);
      const from = at % (source.length + 1);
      return source.slice(0, from) + insert + source.slice(from + cut);
    });
    fc.assert(fc.property(mutated, refusedOrRead), { seed: 7, numRuns: 1_000 });
  });
});

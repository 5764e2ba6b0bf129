import { allowedOperators, type Complaint, checkComparison } from './check-comparison.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Comparison } from './expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { type FieldName, fieldNames, fieldOf, isFieldName } from './fields.ts';
import { type Operator, operators } from './operators.ts';
import { type ParsedValue, parseValue } from './parse-value.ts';
import { foundAt, isKeyword, type Reader } from './token-reader.ts';

const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null']);

/** Reads `field operator value`, or a yes-or-no field alone. Throws an ExpressionFault. */
export function parseComparison(reader: Reader): Comparison {
  reader.countNode();
  const field = parseField(reader);
  const operator = parseOperator(reader, field);
  if (operator === null) return { kind: 'comparison', field, operator: '==', value: true };
  const parsed = parseValue(reader);
  const comparison = { kind: 'comparison', field, operator: operator.is, value: parsed.value } as const;
  const complaint = checkComparison(comparison);
  if (complaint !== null) throw faultOf(complaint, operator.column, parsed);
  return comparison;
}

function parseField(reader: Reader): FieldName {
  const token = reader.peek();
  if (token.kind !== 'word' || keywords.has(token.text.toLowerCase()))
    throw new ExpressionFault(token.column, `Expected a field, found ${foundAt(token)}`);
  if (!isFieldName(token.text))
    throw new ExpressionFault(
      token.column,
      `Unknown field ${foundAt(token)}`,
      didYouMean(token.text, fieldNames),
    );
  reader.take();
  return token.text;
}

/** null when a yes-or-no field stands alone. */
function parseOperator(reader: Reader, field: FieldName): { is: Operator; column: number } | null {
  const token = reader.peek();
  const isNot = isKeyword(token, 'not');
  const text = isNot && isKeyword(reader.peek(1), 'in') ? 'not in' : token.text.toLowerCase();
  const is = operators.find((operator) => operator === text);
  if (is !== undefined && token.kind !== 'string') {
    reader.take();
    if (isNot) reader.take();
    return { is, column: token.column };
  }
  const known = fieldOf(field);
  if (known.type === 'flag') return null;
  throw new ExpressionFault(
    token.column,
    `Expected an operator after ${field}, found ${foundAt(token)}`,
    allowedOperators(known),
  );
}

function faultOf({ part, item, what, advice }: Complaint, operatorColumn: number, parsed: ParsedValue) {
  const ofValue = item === undefined ? parsed.column : parsed.itemColumns[item];
  return new ExpressionFault((part === 'operator' ? operatorColumn : ofValue) ?? parsed.column, what, advice);
}

import type { Literal, Scalar } from './expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { isFieldName } from './fields.ts';
import { foundAt, isSymbol, type Reader } from './token-reader.ts';
import type { Token } from './tokens.ts';

const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

export interface ParsedValue {
  readonly value: Literal;
  readonly column: number;
  /** Of the values in a list. */
  readonly itemColumns: readonly number[];
}

/** Reads what stands right of an operator: one value, or a list of them. Throws an ExpressionFault. */
export function parseValue(reader: Reader): ParsedValue {
  const { column } = reader.peek();
  if (!isSymbol(reader.peek(), '[')) return { value: parseScalar(reader), column, itemColumns: [] };
  const items: Scalar[] = [];
  const itemColumns: number[] = [];
  reader.take();
  if (isSymbol(reader.peek(), ']')) {
    reader.take();
    return { value: items, column, itemColumns };
  }
  for (;;) {
    itemColumns.push(reader.peek().column);
    items.push(parseScalar(reader));
    const next = reader.peek();
    if (!isSymbol(next, ',') && !isSymbol(next, ']'))
      throw new ExpressionFault(next.column, `Expected "," or "]" in a list, found ${foundAt(next)}`);
    reader.take();
    if (next.text === ']') return { value: items, column, itemColumns };
  }
}

function parseScalar(reader: Reader): Scalar {
  const token = reader.peek();
  const word = token.text.toLowerCase();
  if (token.kind === 'word' && Object.hasOwn(literals, word)) {
    reader.take();
    return literals[word] ?? null;
  }
  if (token.kind !== 'number' && token.kind !== 'string')
    throw new ExpressionFault(token.column, `Expected a value, found ${foundAt(token)}`, adviceOn(token));
  reader.take();
  return token.value;
}

function adviceOn({ kind, text }: Token): string {
  if (kind !== 'word') return '';
  return isFieldName(text)
    ? 'A field is compared with a value, never with another field.'
    : 'Strings stand in double quotes.';
}

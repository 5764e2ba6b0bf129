import type { Expression, Group, Node } from './expression.ts';
import { expressionVersion } from './expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { expressionLimits } from './limits.ts';
import { parseComparison } from './parse-comparison.ts';
import { foundAt, isKeyword, isSymbol, type Reader, readerOf } from './token-reader.ts';
import { tokensOf } from './tokens.ts';

/**
 * Reads an expression as an owner writes it: `score < 30 AND path == "/login" AND NOT verified_bot`. NOT binds tighter
 * than AND, AND tighter than OR. Time grows with the length of the source, and nesting has a limit.
 * Throws an ExpressionFault that names what is wrong and where.
 */
export function parseExpression(source: string): Expression {
  const reader = readerOf(tokensOf(source));
  const root = parseGroup(reader, 'or', 0);
  const next = reader.peek();
  if (isSymbol(next, ')')) throw new ExpressionFault(next.column, 'Unmatched ")"');
  if (next.kind !== 'end')
    throw new ExpressionFault(next.column, `Unexpected ${foundAt(next)}`, 'Expected AND, OR or the end.');
  return { version: expressionVersion, root };
}

function parseGroup(reader: Reader, kind: Group['kind'], depth: number): Node {
  const parsePart = () => (kind === 'or' ? parseGroup(reader, 'and', depth) : parseUnary(reader, depth));
  const first = parsePart();
  if (!isKeyword(reader.peek(), kind)) return first;
  reader.countNode();
  const parts = [...partsOf(first, kind)];
  while (isKeyword(reader.peek(), kind)) {
    reader.take();
    parts.push(...partsOf(parsePart(), kind));
  }
  return { kind, of: parts };
}

/** `(a AND b) AND c` means `a AND b AND c`, so it is kept as that. */
function partsOf(node: Node, kind: Group['kind']): readonly Node[] {
  return node.kind === kind ? node.of : [node];
}

function parseUnary(reader: Reader, depth: number): Node {
  const token = reader.peek();
  const opens = isSymbol(token, '(');
  if (!opens && !isKeyword(token, 'not')) return parseComparison(reader);
  const { depthMax } = expressionLimits;
  if (depth === depthMax)
    throw new ExpressionFault(token.column, `Parentheses and NOTs nested more than ${depthMax} deep`);
  reader.take();
  if (!opens) {
    reader.countNode();
    return { kind: 'not', of: parseUnary(reader, depth + 1) };
  }
  const inner = parseGroup(reader, 'or', depth + 1);
  const next = reader.peek();
  if (next.kind === 'end') throw new ExpressionFault(token.column, 'Unclosed "("');
  if (!isSymbol(next, ')'))
    throw new ExpressionFault(next.column, `Unexpected ${foundAt(next)}`, 'Expected AND, OR or ")".');
  reader.take();
  return inner;
}

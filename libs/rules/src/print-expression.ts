import type { Comparison, Expression, Literal, Node } from './expression.ts';
import { printNumber, printString } from './literals.ts';

/**
 * The canonical text: capital keywords, single spaces, no parentheses but those that change the meaning. Parsed again
 * it is the same expression; being spaced out it may be longer than the limit for sources.
 */
export const printExpression = ({ root }: Expression): string => printNode(root);

function printNode(node: Node): string {
  if (node.kind === 'comparison') return printComparison(node);
  if (node.kind === 'not') return `NOT ${isGroup(node.of) ? inParentheses(node.of) : printNode(node.of)}`;
  if (node.kind === 'or') return node.of.map(printNode).join(' OR ');
  return node.of.map((part) => (part.kind === 'or' ? inParentheses(part) : printNode(part))).join(' AND ');
}

const isGroup = ({ kind }: Node): boolean => kind === 'and' || kind === 'or';
const inParentheses = (node: Node): string => `(${printNode(node)})`;

/** A field that is true stands alone. */
export function printComparison({ field, operator, value }: Comparison): string {
  return operator === '==' && value === true ? field : `${field} ${operator} ${printLiteral(value)}`;
}

export function printLiteral(value: Literal): string {
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'number') return printNumber(value);
  if (value === null || typeof value === 'boolean') return `${value}`;
  return `[${value.map(printLiteral).join(', ')}]`;
}

import { compileExpression } from './compile-expression.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

/** A rule as it is kept, its expression not looked at yet. */
export type StoredRule = Omit<DecisionRule, 'matches'> & { readonly expression: unknown };

/** Makes a stored rule ready to be applied. Throws `StoredExpressionFault` when its expression cannot be read. */
export function readRule({ expression: stored, ...facts }: StoredRule): {
  readonly rule: DecisionRule;
  readonly expression: Expression;
} {
  const expression = readExpression(stored);
  return { rule: { ...facts, matches: compileExpression(expression) }, expression };
}

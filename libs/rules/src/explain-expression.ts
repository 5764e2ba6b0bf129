import { compileComparison } from './compile-expression.ts';
import type { Comparison, Expression, Node } from './expression.ts';
import { fieldOf } from './fields.ts';
import { printComparison } from './print-expression.ts';
import type { Subject } from './subject.ts';

/** One condition of a rule, judged by itself: a NOT before it is not looked at. */
export interface ExplainedComparison {
  readonly text: string;
  /** What the field was; null when it was unknown. */
  readonly value: number | string | boolean | null | readonly number[];
  readonly held: boolean;
}

/** What each condition was worth, in the order they are written, those included that decided nothing. */
export function explainExpression({ root }: Expression, subject: Subject): readonly ExplainedComparison[] {
  return comparisonsOf(root).map((comparison) => ({
    text: printComparison(comparison),
    value: readValue(comparison, subject),
    held: compileComparison(comparison)(subject),
  }));
}

/** The fields an expression looks at. */
export const fieldsOf = ({ root }: Expression): ReadonlySet<Comparison['field']> =>
  new Set(comparisonsOf(root).map(({ field }) => field));

function comparisonsOf(node: Node): readonly Comparison[] {
  if (node.kind === 'comparison') return [node];
  return node.kind === 'not' ? comparisonsOf(node.of) : node.of.flatMap(comparisonsOf);
}

function readValue({ field }: Comparison, subject: Subject): ExplainedComparison['value'] {
  const known = fieldOf(field);
  return known.type === 'address' ? (known.read(subject)?.text ?? null) : known.read(subject);
}

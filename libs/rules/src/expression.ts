import type { FieldName } from './fields.ts';
import type { Operator } from './operators.ts';

export type Scalar = number | string | boolean | null;
export type Literal = Scalar | readonly Scalar[];

/** One condition. A field that stands alone is kept as `== true`, which means the same. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly field: FieldName;
  readonly operator: Operator;
  /** As the owner wrote it, a list for `in` and `not in`. */
  readonly value: Literal;
}

export interface Negation {
  readonly kind: 'not';
  readonly of: Node;
}

/** Two or more, never one of its own kind: `(a AND b) AND c` is one group of three. */
export interface Group {
  readonly kind: 'and' | 'or';
  readonly of: readonly Node[];
}

export type Node = Comparison | Negation | Group;

export const expressionVersion = 1;

/** A parsed and checked expression: plain JSON, fit to be stored. */
export interface Expression {
  readonly version: typeof expressionVersion;
  readonly root: Node;
}

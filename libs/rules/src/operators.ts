export const operators = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'] as const;
export type Operator = (typeof operators)[number];

/**
 * Whether a condition on an unknown value holds, null being the value on the left and a literal on the right. The one
 * place that says so: ordering and `in` never hold; `!=` and `not in` are the opposites of `==` and `in`, whichever way
 * they are written, so `country not in ["DE"]` holds for an unknown country unless `country != null` stands before it.
 */
export const holdsForUnknown: Readonly<Record<Operator, boolean>> = {
  '==': false,
  '!=': true,
  '<': false,
  '<=': false,
  '>': false,
  '>=': false,
  in: false,
  'not in': true,
};

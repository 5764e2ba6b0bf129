import fc from 'fast-check';
import { readRange } from './address-range.ts';
import type { Comparison, Expression, Group, Literal, Node } from './expression.ts';
import { type Field, fieldNames, fieldOf, operatorsOf } from './fields.ts';

const v4 = fc.ipV4();
const v6 = fc.ipV6().filter((text) => readRange(text) !== null);
const block = fc.tuple(fc.oneof(v4, v6), fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`);
const writable = fc
  .string({ maxLength: 8, unit: 'grapheme' })
  .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const words = fc.oneof(fc.constantFrom('/login', '/', 'de', 'DE', 'Search'), writable);

function scalarOf(field: Field, inList: boolean): fc.Arbitrary<number | string | boolean> {
  if (field.type === 'flag') return fc.boolean();
  if (field.type === 'ids') return fc.integer({ min: -5, max: 9_999 });
  if (field.type === 'number')
    return fc.oneof(
      fc.integer({ min: -5, max: 120 }),
      fc.integer().map((n) => n / 1e9),
    );
  if (field.type === 'text') return field.oneOf ? fc.constantFrom(...field.oneOf) : words;
  return inList
    ? fc.oneof(
        v4,
        v6,
        block.filter((text) => readRange(text) !== null),
      )
    : fc.oneof(v4, v6);
}

export const anyComparison: fc.Arbitrary<Comparison> = fc.constantFrom(...fieldNames).chain((name) => {
  const field = fieldOf(name);
  return fc.constantFrom(...operatorsOf[field.type]).chain((operator) => {
    const isList = operator.endsWith('in');
    const scalar: fc.Arbitrary<Literal> = scalarOf(field, isList);
    const nullable = field.nullable && /=/.test(operator) && !/[<>]/.test(operator);
    const value = isList
      ? fc.array(scalarOf(field, true), { minLength: 1, maxLength: 4 })
      : nullable
        ? fc.oneof(scalar, fc.constant(null))
        : scalar;
    return value.map(
      (literal): Comparison => ({ kind: 'comparison', field: name, operator, value: literal }),
    );
  });
});

const groupOf = (kind: Group['kind'], parts: readonly Node[]): Node => {
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  return { kind, of };
};

const anyNode = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyComparison,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([kind, parts]) => groupOf(kind as Group['kind'], parts)),
    tie('node').map((of): Node => ({ kind: 'not', of })),
  ),
})).node;

/** Every expression in normal form, of a size that surely fits. */
export const anyExpression: fc.Arbitrary<Expression> = anyNode.map((root) => ({ version: 1, root }));

import { addressSet, readRange } from './address-range.ts';
import type { Comparison, Expression, Node, Scalar } from './expression.ts';
import { type AddressField, type Field, fieldOf, type IdsField, type NumberField } from './fields.ts';
import { holdsForUnknown, type Operator } from './operators.ts';
import type { Subject } from './subject.ts';

export type Matches = (subject: Subject) => boolean;

/** Builds a function out of closures: sets and address ranges are made here once, and judging a subject makes nothing. */
export const compileExpression = ({ root }: Expression): Matches => compileNode(root);

function compileNode(node: Node): Matches {
  if (node.kind === 'comparison') return compileComparison(node);
  if (node.kind === 'not') {
    const matches = compileNode(node.of);
    return (subject) => !matches(subject);
  }
  const parts = node.of.map(compileNode);
  // One part that differs decides: a false one of AND, a true one of OR.
  const decisive = node.kind === 'or';
  return (subject) => {
    for (const matches of parts) if (matches(subject) === decisive) return decisive;
    return !decisive;
  };
}

/** The condition alone, whatever stands around it. */
export function compileComparison({ field, operator, value }: Comparison): Matches {
  const known = fieldOf(field);
  if (value === null) {
    const wanted = operator === '==';
    return (subject) => (known.read(subject) === null) === wanted;
  }
  if (known.type === 'number') return compileNumber(known, operator, value as number);
  const items = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
  const negated = operator === '!=' || operator === 'not in';
  if (known.type === 'ids') return compileIds(known, items, negated);
  return compileMembership(known, items, negated);
}

function compileNumber({ read }: NumberField, operator: Operator, limit: number): Matches {
  const unknown = holdsForUnknown[operator];
  const holds = orders[operator];
  return (subject) => {
    const value = read(subject);
    return value === null ? unknown : holds(value, limit);
  };
}

const never = () => false;
const orders: Readonly<Record<Operator, (value: number, limit: number) => boolean>> = {
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  in: never,
  'not in': never,
};

/** `in` when any detection is one of the ids, `not in` when none is. */
function compileIds({ read }: IdsField, items: readonly Scalar[], negated: boolean): Matches {
  const ids: ReadonlySet<Scalar> = new Set(items);
  return (subject) => {
    for (const id of read(subject)) if (ids.has(id)) return !negated;
    return negated;
  };
}

/** `==` is membership in a list of one. */
function compileMembership(
  field: Exclude<Field, NumberField | IdsField>,
  items: readonly Scalar[],
  negated: boolean,
): Matches {
  const unknown = holdsForUnknown[negated ? 'not in' : 'in'];
  if (field.type === 'address') return compileAddresses(field, items, negated);
  const upperCase = field.type === 'text' && field.upperCase === true;
  const values: ReadonlySet<Scalar> = new Set(
    upperCase ? items.map((item) => `${item}`.toUpperCase()) : items,
  );
  return (subject) => {
    const value = field.read(subject);
    return value === null ? unknown : values.has(value) !== negated;
  };
}

function compileAddresses({ read }: AddressField, items: readonly Scalar[], negated: boolean): Matches {
  const unknown = holdsForUnknown[negated ? 'not in' : 'in'];
  const has = addressSet(items.flatMap((item) => readRange(`${item}`) ?? []));
  return (subject) => {
    const address = read(subject);
    return address === null ? unknown : has(address) !== negated;
  };
}

import { expect, test } from '@jest/globals';
import { readExpression, StoredExpressionFault } from './read-expression.ts';

const comparison = { kind: 'comparison', field: 'score', operator: '<', value: 30 };
const stored = (root: unknown) => ({ version: 1, root });
const nots = (count: number): unknown => (count === 0 ? comparison : { kind: 'not', of: nots(count - 1) });
const notGroups = (count: number): unknown =>
  count === 0 ? comparison : { kind: 'not', of: { kind: 'and', of: [comparison, notGroups(count - 1)] } };

test.each([
  ['nothing', null, 'null is no node'],
  ['text', 'score < 30', '"score < 30" is no node'],
  ['another version', { version: 2, root: comparison }, 'unknown version 2'],
  ['no version', { root: comparison }, 'unknown version undefined'],
  ['no root', { version: 1 }, 'undefined is no node'],
  ['an unknown kind', stored({ kind: 'xor', of: [] }), 'unknown kind "xor"'],
  ['an unknown field', stored({ ...comparison, field: 'toString' }), 'unknown field "toString"'],
  ['an unknown operator', stored({ ...comparison, operator: '~' }), 'unknown operator "~"'],
  [
    'an operator that does not fit',
    stored({ ...comparison, operator: 'in' }),
    'Operator "in" does not fit score',
  ],
  ['a value that does not fit', stored({ ...comparison, value: 'x' }), 'score takes a number, not "x"'],
  ['no value', stored({ ...comparison, value: undefined }), 'no literal for score'],
  ['an object as value', stored({ ...comparison, value: {} }), 'no literal for score'],
  ['a group of one', stored({ kind: 'and', of: [comparison] }), 'and is no group of two or more'],
  [
    'a group within its own kind',
    stored({ kind: 'or', of: [comparison, { kind: 'or', of: [comparison, comparison] }] }),
    'or is no group of two or more',
  ],
  ['33 NOTs', stored(nots(33)), 'nested too deep'],
  ['17 NOTs before groups, whose parentheses count too', stored(notGroups(17)), 'nested too deep'],
  ['5,000 NOTs', stored(nots(5_000)), 'nested too deep'],
  ['201 nodes', stored({ kind: 'or', of: Array(200).fill(comparison) }), 'too many nodes'],
])('%s stored as an expression is refused', (_, json, what) => {
  expect(() => readExpression(json)).toThrow(new StoredExpressionFault(what));
});

test('16 NOTs before groups are as deep as a source may be, and are read', () => {
  expect(readExpression(stored(notGroups(16)))).toEqual(stored(notGroups(16)));
});

import { readAddress } from './address.ts';
import { readRange } from './address-range.ts';
import type { Literal, Scalar } from './expression.ts';
import { type Field, type FieldName, fieldOf, operatorsOf } from './fields.ts';
import { expressionLimits } from './limits.ts';
import type { Operator } from './operators.ts';
import { printLiteral } from './print-expression.ts';
import { quote } from './quote.ts';

/** What is wrong with a condition, and with which part of it; `item` counts from 0 within a list. */
export interface Complaint {
  readonly part: 'operator' | 'value';
  readonly item?: number;
  readonly what: string;
  readonly advice?: string;
}

interface Condition {
  readonly field: FieldName;
  readonly operator: Operator;
  readonly value: Literal;
}

/** Whether operator and value fit the field; null when they do. Parsed and stored expressions are judged alike. */
export function checkComparison({ field, operator, value }: Condition): Complaint | null {
  const known = fieldOf(field);
  if (!operatorsOf[known.type].includes(operator))
    return {
      part: 'operator',
      what: `Operator "${operator}" does not fit ${field}`,
      advice: allowedOperators(known),
    };
  if (operator === 'in' || operator === 'not in') return checkList(field, operator, value);
  if (Array.isArray(value))
    return { part: 'value', what: `Operator "${operator}" takes one value, not a list` };
  return checkNull(field, operator, value) ?? checkScalar(field, value as Scalar, false);
}

export const allowedOperators = (field: Field): string => `Allowed: ${operatorsOf[field.type].join(', ')}.`;

function checkNull(field: FieldName, operator: Operator, value: Literal): Complaint | null {
  if (value !== null) return null;
  const { nullable } = fieldOf(field);
  if (!nullable) return { part: 'value', what: `${field} is never null` };
  if (operator === '==' || operator === '!=') return null;
  return { part: 'operator', what: `Operator "${operator}" does not fit null`, advice: 'Allowed: ==, !=.' };
}

function checkList(field: FieldName, operator: Operator, value: Literal): Complaint | null {
  const { listItemsMax } = expressionLimits;
  if (!Array.isArray(value))
    return { part: 'value', what: `Operator "${operator}" takes a list, not ${shown(value)}` };
  if (value.length === 0) return { part: 'value', what: 'Empty list' };
  if (value.length > listItemsMax)
    return { part: 'value', item: listItemsMax, what: `A list of more than ${listItemsMax} values` };
  for (const [item, one] of value.entries()) {
    const complaint = checkScalar(field, one, true);
    if (complaint !== null) return { ...complaint, item };
  }
  return null;
}

const takes = {
  number: 'a number',
  flag: 'true or false',
  text: 'a string',
  ids: 'whole numbers',
  address: 'an address in quotes',
} as const;

function checkScalar(name: FieldName, value: Scalar, inList: boolean): Complaint | null {
  const field = fieldOf(name);
  // A comparison with null is judged before.
  if (value === null && !inList) return null;
  if (!isOfType(field, value))
    return { part: 'value', what: `${name} takes ${takes[field.type]}, not ${shown(value)}` };
  if (field.type === 'address') return checkAddress(value as string, inList);
  if (field.type === 'text' && field.oneOf !== undefined && !field.oneOf.includes(value as string))
    return {
      part: 'value',
      what: `${quote(value as string)} is no ${name}`,
      advice: `One of: ${field.oneOf.join(', ')}.`,
    };
  return null;
}

function isOfType({ type }: Field, value: Scalar): boolean {
  if (type === 'number') return typeof value === 'number';
  if (type === 'ids') return Number.isSafeInteger(value);
  return typeof value === (type === 'flag' ? 'boolean' : 'string');
}

function checkAddress(text: string, inList: boolean): Complaint | null {
  if (readAddress(text) !== null || (inList && readRange(text) !== null)) return null;
  if (inList) return { part: 'value', what: `${quote(text)} is neither an address nor a CIDR block` };
  const advice = readRange(text) === null ? {} : { advice: 'Blocks stand in lists: ip in ["10.0.0.0/8"].' };
  return { part: 'value', what: `${quote(text)} is no address`, ...advice };
}

const shown = (value: Literal): string =>
  typeof value === 'string' ? quote(value) : printLiteral(value).slice(0, 40);

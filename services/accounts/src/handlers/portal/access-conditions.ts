import { type AccessCondition, type AccessField, type Fault, Problem } from '@botect/contracts';
import {
  type Comparison,
  type Expression,
  ExpressionFault,
  expressionVersion,
  type Node,
  parseExpression,
  printExpression,
} from '@botect/rules';
import type { RuleDraft } from '../../core/rule.ts';

/** Every field a condition can name, in the language of rules. */
const written: Readonly<Record<AccessField, (value: string) => Omit<Comparison, 'kind'>>> = {
  ip: (value) => ({ field: 'ip', operator: '==', value }),
  ipMask: (value) => ({ field: 'ip', operator: 'in', value: [value] }),
  userAgent: (value) => ({ field: 'ua', operator: '==', value }),
  countryCode: (value) => ({ field: 'country', operator: '==', value }),
};

/** The one way to write a condition: addresses in small letters, countries in capitals. */
export function plain({ field, operator, value }: AccessCondition): AccessCondition {
  if (field === 'userAgent') return { field, operator, value };
  return { field, operator, value: field === 'countryCode' ? value.toUpperCase() : value.toLowerCase() };
}

/** Conditions as an expression. INVALID_PAYLOAD, with the place of each that can never match. */
export function expressionOfConditions(conditions: readonly AccessCondition[]): RuleDraft['expression'] {
  const faults = [...conditions.flatMap(faultsOf), ...contradictions(conditions)];
  const source = conditions.map(sourceOf).join(' AND ');
  const parsed = faults.length > 0 ? null : parse(source, (message) => faults.push({ path: all, message }));
  if (parsed !== null) return { source, parsed };
  throw new Problem('INVALID_PAYLOAD', 'The conditions are not valid.', { faults });
}

const all = 'rule.conditions';

/** Null for what is no expression, which is told to who asked. */
function parse(source: string, refused: (message: string) => void): Expression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    refused(error.message);
    return null;
  }
}

const sourceOf = (condition: AccessCondition): string =>
  printExpression({ version: expressionVersion, root: comparisonOf(condition) });

const comparisonOf = ({ field, value }: AccessCondition): Comparison => ({
  kind: 'comparison',
  ...written[field](value),
});

function faultsOf(condition: AccessCondition, index: number): Fault[] {
  const { field, value } = condition;
  const path = `rule.conditions[${index}].value`;
  if (field === 'countryCode' && !/^[A-Z]{2}$/.test(value))
    return [{ path, message: 'must be a country code of two letters' }];
  if (field === 'ipMask' && !value.includes('/')) return [{ path, message: 'must be a CIDR block' }];
  const faults: Fault[] = [];
  parse(sourceOf(condition), (message) => faults.push({ path, message }));
  return faults;
}

/** All conditions must hold: of two about one thing one is idle, or both are for ever. */
function contradictions(conditions: readonly AccessCondition[]): Fault[] {
  const things = conditions.map(({ field }) => (field === 'ipMask' ? 'ip' : field));
  if (new Set(things).size === things.length) return [];
  return [{ path: all, message: 'must name each field once, and either ip or ipMask' }];
}

/** The conditions an expression is made of; null when it is anything but a conjunction the portal can write. */
export function conditionsOfExpression(source: string): readonly AccessCondition[] | null {
  const root = parse(source, () => {})?.root;
  if (root === undefined) return null;
  const parts = root.kind === 'and' ? root.of : [root];
  const conditions = parts.flatMap((part) => conditionOf(part) ?? []);
  return conditions.length === parts.length && contradictions(conditions).length === 0 ? conditions : null;
}

function conditionOf(node: Node): AccessCondition | null {
  if (node.kind !== 'comparison') return null;
  const { field, operator, value } = node;
  const [only, ...more] = Array.isArray(value) ? value : [value];
  if (more.length > 0 || typeof only !== 'string') return null;
  const equal = (named: AccessField) => plain({ field: named, operator: 'equals', value: only });
  if (field === 'ip' && operator === 'in') return equal(only.includes('/') ? 'ipMask' : 'ip');
  if (operator !== '==' && operator !== 'in') return null;
  if (field === 'ip') return equal('ip');
  if (field === 'ua') return equal('userAgent');
  return field === 'country' ? equal('countryCode') : null;
}

import { checkComparison } from './check-comparison.ts';
import { type Comparison, type Expression, expressionVersion, type Group, type Node } from './expression.ts';
import { isFieldName } from './fields.ts';
import { expressionLimits } from './limits.ts';
import { operators } from './operators.ts';

/** A stored expression this code cannot read: written by another version, or by hand. */
export class StoredExpressionFault extends Error {
  constructor(what: string) {
    super(`A stored expression cannot be read: ${what}.`);
    this.name = 'StoredExpressionFault';
  }
}

type Json = Readonly<Record<string, unknown>>;

/** Where in the tree a node stands; what one counts, all count. */
interface Place {
  readonly inside: Node['kind'] | null;
  readonly depth: number;
  readonly counted: { nodes: number };
}

/**
 * Reads what was stored of a parsed expression, and holds it to everything a parsed one keeps to, limits included.
 * Throws a StoredExpressionFault.
 */
export function readExpression(json: unknown): Expression {
  const { version, root } = objectOf(json);
  if (version !== expressionVersion) throw new StoredExpressionFault(`unknown version ${shown(version)}`);
  return { version, root: readNode(root, { inside: null, depth: 0, counted: { nodes: 0 } }) };
}

function readNode(json: unknown, place: Place): Node {
  const node = objectOf(json);
  place.counted.nodes += 1;
  if (place.counted.nodes > expressionLimits.nodesMax) throw new StoredExpressionFault('too many nodes');
  switch (node['kind']) {
    case 'comparison':
      return readComparison(node);
    case 'not':
      return { kind: 'not', of: readNode(node['of'], within('not', place)) };
    case 'and':
    case 'or':
      return readGroup(node['kind'], node['of'], place);
    default:
      throw new StoredExpressionFault(`unknown kind ${shown(node['kind'])}`);
  }
}

function readGroup(kind: Group['kind'], of: unknown, place: Place): Group {
  const { inside } = place;
  if (!Array.isArray(of) || of.length < 2 || inside === kind)
    throw new StoredExpressionFault(`${kind} is no group of two or more`);
  const needsParentheses = inside === 'not' || (inside === 'and' && kind === 'or');
  const inner = needsParentheses ? within(kind, place) : { ...place, inside: kind };
  return { kind, of: of.map((part) => readNode(part, inner)) };
}

/** One deeper, as parentheses and NOTs are counted in a source. */
function within(inside: Node['kind'], { depth, counted }: Place): Place {
  if (depth === expressionLimits.depthMax) throw new StoredExpressionFault('nested too deep');
  return { inside, depth: depth + 1, counted };
}

function readComparison({ field, operator: written, value }: Json): Comparison {
  if (typeof field !== 'string' || !isFieldName(field))
    throw new StoredExpressionFault(`unknown field ${shown(field)}`);
  const operator = operators.find((known) => known === written);
  if (operator === undefined) throw new StoredExpressionFault(`unknown operator ${shown(written)}`);
  const comparison = { kind: 'comparison', field, operator, value: value as Comparison['value'] } as const;
  const complaint = isLiteral(value) ? checkComparison(comparison) : { what: `no literal for ${field}` };
  if (complaint !== null) throw new StoredExpressionFault(complaint.what);
  return comparison;
}

const isLiteral = (value: unknown): boolean =>
  isScalar(value) || (Array.isArray(value) && value.every(isScalar));
const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

function objectOf(json: unknown): Json {
  if (typeof json !== 'object' || json === null) throw new StoredExpressionFault(`${shown(json)} is no node`);
  return json as Json;
}

const shown = (json: unknown): string => `${JSON.stringify(json)}`.slice(0, 40);

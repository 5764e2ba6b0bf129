import { Problem } from '@botect/contracts';
import { type Request, readJson, type Schema } from '@botect/http';
import { type Expression, ExpressionFault, parseExpression } from '@botect/rules';
import { projectIdOf } from '../../core/project-id.ts';
import type { RuleDraft, RuleScope } from '../../core/rule.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** A body about rules. What is promised of its refusal is that the message itself names the culprit. */
export function readNaming<Value>(request: Request, schema: Schema<Value>): Value {
  try {
    return readJson(request, schema);
  } catch (error) {
    if (!(error instanceof Problem) || error.faults[0] === undefined) throw error;
    const { faults, portalKey } = error;
    const [{ path, message }] = faults as [(typeof faults)[number]];
    throw new Problem(error.code, path === '' ? message : `${path}: ${message}`, { faults, portalKey });
  }
}

/** An expression parsed and checked. Throws INVALID_PAYLOAD, naming the culprit and its column. */
export function checkedExpression(source: string): Expression {
  if (unkeepable.test(source)) throw refused('The expression holds a control character.');
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionFault) throw refused(error.message);
    throw error;
  }
}

/** Characters no database keeps, or no reader can see; lines and tabs are how a long expression is laid out. */
const unkeepable = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

export const expressionOf = (source: string): RuleDraft['expression'] => ({
  source,
  parsed: checkedExpression(source),
});

const refused = (message: string) =>
  new Problem('INVALID_PAYLOAD', message, { faults: [{ path: 'expression', message }] });

export const scopeOf = ({ account, projectId }: ProjectVisit): RuleScope => ({
  accountId: account.id,
  projectId,
});

/** What `read` finds under the id in the path. Throws NOT_FOUND for nothing, and for an id nothing can have. */
export async function foundRule<Found>(
  { request }: ProjectVisit,
  read: (ruleId: number) => Promise<Found | null>,
): Promise<Found> {
  const id = projectIdOf(request.param('rule'));
  const found = id === null ? null : await read(id);
  if (found === null) throw new Problem('NOT_FOUND', 'There is no such rule in this project.');
  return found;
}

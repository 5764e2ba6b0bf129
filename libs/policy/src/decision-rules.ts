import type { Action } from '@botect/contracts';
import { compileExpression, type DecisionRule, fieldsOf, readExpression } from '@botect/rules';
import type { Logger } from '@botect/runtime';
import type { ProjectPolicy } from './policy.ts';

/** A rule as the control plane stored it, in the columns' names. */
export interface StoredRule {
  readonly id: number;
  readonly name: string;
  readonly action: Action;
  readonly expression: unknown;
  readonly is_shadow: boolean;
  readonly expires_at_ms: number | null;
}

/** Rules ready to be tried. One that cannot be read, say of a later version, is left out: the others still hold. */
export function decisionRules(
  stored: readonly StoredRule[],
  log: Logger,
): Pick<ProjectPolicy, 'rules' | 'ruleFields'> {
  const rules: DecisionRule[] = [];
  const ruleFields = new Set<string>();
  for (const { id, name, action, expression, is_shadow, expires_at_ms } of stored) {
    try {
      const ast = readExpression(expression);
      rules.push({
        id,
        name,
        action,
        matches: compileExpression(ast),
        isShadow: is_shadow,
        expiresAtMs: expires_at_ms,
      });
      for (const field of fieldsOf(ast)) ruleFields.add(field);
    } catch (err) {
      log.error({ err, ruleId: id }, 'a stored rule cannot be read and is not applied');
    }
  }
  return { rules, ruleFields };
}

import { type DecisionRule, fieldsOf, readRule, type StoredRule } from '@botect/rules';
import type { Logger } from '@botect/runtime';
import type { ProjectPolicy } from './policy.ts';

/** A rule as the control plane stored it, in the columns' names. */
export interface RuleRow extends Pick<StoredRule, 'id' | 'name' | 'action' | 'expression'> {
  readonly is_shadow: boolean;
  readonly expires_at_ms: number | null;
}

/** Rules ready to be tried. One that cannot be read, say of a later version, is left out: the others still hold. */
export function decisionRules(
  stored: readonly RuleRow[],
  log: Logger,
): Pick<ProjectPolicy, 'rules' | 'ruleFields'> {
  const rules: DecisionRule[] = [];
  const ruleFields = new Set<string>();
  for (const { is_shadow: isShadow, expires_at_ms: expiresAtMs, ...row } of stored) {
    try {
      const { rule, expression } = readRule({ ...row, isShadow, expiresAtMs });
      rules.push(rule);
      for (const field of fieldsOf(expression)) ruleFields.add(field);
    } catch (err) {
      log.error({ err, ruleId: row.id }, 'a stored rule cannot be read and is not applied');
    }
  }
  return { rules, ruleFields };
}

import { type Rule, type RuleCreate, ruleCreateSchema } from '@botect/contracts';
import { created, type Reply } from '@botect/http';
import type { RuleDraft } from '../../core/rule.ts';
import type { AuditNote } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { expressionOf, readNaming, scopeOf } from './read-rule.ts';

/** `POST /v1/projects/{project}/rules`: 201 with the rule. What is saved here never fails when it is evaluated. */
export async function createRule(visit: ProjectVisit): Promise<Reply> {
  const draft = draftOf(readNaming(visit.request, ruleCreateSchema));
  return visit.commit(async ({ rules }) => {
    const made = await rules.create(scopeOf(visit), [draft]);
    const [rule] = made as readonly [Rule];
    return { reply: created(rule), audit: ruleCreated(rule), changed: [visit.projectId] };
  });
}

/** What the audit says of a new rule, wherever it came from. */
export const ruleCreated = (rule: Rule): AuditNote => ({
  action: 'rule.created',
  subject: 'rule',
  subjectId: rule.id,
  projectId: rule.project_id,
  after: rule,
});

function draftOf({ expression, group, expires_in_seconds: inSeconds, ...body }: RuleCreate): RuleDraft {
  return {
    name: body.name,
    expression: expressionOf(expression),
    action: body.action,
    isActive: body.is_active,
    isShadow: body.is_shadow,
    sortOrder: body.sort_order,
    groupId: group,
    expiry: inSeconds === null ? null : { inSeconds },
  };
}

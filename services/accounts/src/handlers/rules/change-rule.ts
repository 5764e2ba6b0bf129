import { type RuleUpdate, ruleUpdateSchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { RuleDraft } from '../../core/rule.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { expressionOf, foundRule, readNaming, scopeOf } from './read-rule.ts';

/** `PATCH /v1/projects/{project}/rules/{rule}`: changes what is named and answers the rule. */
export async function changeRule(visit: ProjectVisit): Promise<Reply> {
  const changes = changesOf(readNaming(visit.request, ruleUpdateSchema));
  return visit.commit(async ({ rules }) => {
    const { before, after } = await foundRule(visit, (id) => rules.change(scopeOf(visit), id, changes));
    const subject = { subject: 'rule', subjectId: after.id, projectId: visit.projectId };
    const audit = { action: 'rule.changed', ...subject, before, after };
    return { reply: ok(after), audit, changed: [visit.projectId] };
  });
}

function changesOf(body: RuleUpdate): Partial<RuleDraft> {
  const { expression, expires_in_seconds: inSeconds } = body;
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(expression !== undefined && { expression: expressionOf(expression) }),
    ...(body.action !== undefined && { action: body.action }),
    ...(body.is_active !== undefined && { isActive: body.is_active }),
    ...(body.is_shadow !== undefined && { isShadow: body.is_shadow }),
    ...(body.sort_order !== undefined && { sortOrder: body.sort_order }),
    ...(body.group !== undefined && { groupId: body.group }),
    ...(inSeconds !== undefined && { expiry: inSeconds === null ? null : { inSeconds } }),
  };
}

import type { Rule } from '@botect/contracts';
import { noContent, ok, type Reply } from '@botect/http';
import type { AuditNote } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { foundRule, scopeOf } from './read-rule.ts';

/** `DELETE /v1/projects/{project}/rules/{rule}`: 204; it is not evaluated any more. */
export async function deleteRule(visit: ProjectVisit): Promise<Reply> {
  return visit.commit(async ({ rules }) => {
    const rule = await foundRule(visit, (id) => rules.remove(scopeOf(visit), id));
    return { reply: noContent, audit: ruleDeleted(rule), changed: [visit.projectId] };
  });
}

/** `DELETE /v1/projects/{project}/rule-groups/{group}`: how many rules there were in it. */
export async function deleteRuleGroup(visit: ProjectVisit): Promise<Reply> {
  // Text with a NUL is no group, and no database looks for it.
  const group = visit.request.param('group').replaceAll('\0', '\ufffd');
  return visit.commit(async ({ ruleLists }) => {
    const rules = await ruleLists.removeGroup(scopeOf(visit), group);
    return {
      reply: ok({ deleted: rules.length }),
      audit: rules.map(ruleDeleted),
      changed: rules.length > 0 ? [visit.projectId] : [],
    };
  });
}

/** What the audit says of a rule that is gone: all it was. */
export const ruleDeleted = (rule: Rule): AuditNote => ({
  action: 'rule.deleted',
  subject: 'rule',
  subjectId: rule.id,
  projectId: rule.project_id,
  before: rule,
});

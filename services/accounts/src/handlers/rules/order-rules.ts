import { Problem, type Rule, ruleOrderSchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { ProjectVisit } from '../gate/visit.ts';
import { readNaming, scopeOf } from './read-rule.ts';

/** `PUT /v1/projects/{project}/rules/order`: the rules in the order given. */
export async function orderRules(visit: ProjectVisit): Promise<Reply> {
  const { rule_ids: ruleIds } = readNaming(visit.request, ruleOrderSchema);
  const { projectId } = visit;
  return visit.commit(async ({ accountRules, ruleLists }) => {
    // Held before they are looked at, or the audit might tell of an order that was another one by then.
    const before = await accountRules.hold(scopeOf(visit));
    const after = (await ruleLists.reorder(scopeOf(visit), ruleIds)) ?? incomplete();
    const subject = { subject: 'project', subjectId: projectId, projectId };
    const orders = { before: { rule_ids: idsOf(before) }, after: { rule_ids: idsOf(after) } };
    const audit = { action: 'rules.reordered', ...subject, ...orders };
    return { reply: ok(after), audit, changed: [projectId] };
  });
}

const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id);

function incomplete(): never {
  const message = 'must name every rule of the project exactly once';
  throw new Problem('INVALID_PAYLOAD', `rule_ids: ${message}`, { faults: [{ path: 'rule_ids', message }] });
}

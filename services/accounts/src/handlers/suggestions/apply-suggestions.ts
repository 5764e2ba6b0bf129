import {
  type Rule,
  type Suggestion,
  type SuggestionsApplied,
  type SuggestionsApply,
  suggestionsApplySchema,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { suggestedRule } from '../../core/suggested-rule.ts';
import type { AuditNote, Stores } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { ruleCreated } from '../rules/create-rule.ts';
import { checkedExpression, scopeOf } from '../rules/read-rule.ts';
import { noSuggestion } from './no-suggestion.ts';

/** Rules made by this call, by the id of the suggestion. */
type MadeRules = ReadonlyMap<number, Rule>;

/**
 * `POST /v1/projects/{project}/rule-suggestions/apply`: all or none. Whoever applies one again, at the same time or later, is
 * answered the rule it became.
 */
export async function applySuggestions(visit: ProjectVisit): Promise<Reply> {
  const body = readJson(visit.request, suggestionsApplySchema);
  // The request's own id: unlike any other, and the audit tells whose request it was.
  const groupId = `suggested-${visit.request.id}`;
  return visit.commit(async (stores) => {
    const asked = await holdAll(stores, visit.projectId, new Set(body.suggestion_ids));
    const fresh = asked.filter(({ status }) => status !== 'applied');
    const made = await makeRules(stores, visit, { ...body, groupId, fresh });
    const answer: SuggestionsApplied = {
      group_id: fresh.length > 0 ? groupId : null,
      applied: await becomings(stores, visit, { asked, made }),
    };
    const changed = fresh.length > 0 ? [visit.projectId] : [];
    return { reply: ok(answer), audit: fresh.flatMap(notesOf(made)), changed };
  });
}

/** In the order asked for. */
async function holdAll({ suggestions }: Stores, projectId: number, ids: ReadonlySet<number>) {
  const held = await suggestions.hold(projectId, [...ids]);
  return [...ids].map((id) => held.find((suggestion) => suggestion.id === id) ?? noSuggestion());
}

interface Making extends SuggestionsApply {
  readonly groupId: string;
  readonly fresh: readonly Suggestion[];
}

async function makeRules(
  { rules, suggestions }: Stores,
  visit: ProjectVisit,
  { fresh, action, groupId, expires_in_seconds: inSeconds }: Making,
): Promise<MadeRules> {
  if (fresh.length === 0) return new Map();
  const expiry = inSeconds === null ? null : { inSeconds };
  const drafts = fresh.map((suggestion) =>
    suggestedRule(suggestion, checkedExpression(suggestion.expression_source), { action, expiry, groupId }),
  );
  const created = await rules.create(scopeOf(visit), drafts);
  const made = new Map(created.map((rule, index) => [fresh[index]?.id ?? 0, rule]));
  for (const [id, rule] of made) await suggestions.settle(id, { ruleId: rule.id });
  return made;
}

interface Outcome {
  readonly asked: readonly Suggestion[];
  readonly made: MadeRules;
}

async function becomings({ rules }: Stores, visit: ProjectVisit, { asked, made }: Outcome) {
  const applied: SuggestionsApplied['applied'] = [];
  for (const { id, rule_id } of asked) {
    const kept = rule_id === null ? null : await rules.find(scopeOf(visit), rule_id);
    applied.push({ suggestion_id: id, is_new: made.has(id), rule: made.get(id) ?? kept });
  }
  return applied;
}

const notesOf =
  (made: MadeRules) =>
  (before: Suggestion): readonly AuditNote[] => {
    const rule = made.get(before.id);
    if (rule === undefined) return [];
    const subject = { subject: 'suggestion', subjectId: before.id, projectId: before.project_id };
    const applied = { action: 'suggestion.applied', ...subject, before, after: { rule_id: rule.id } };
    return [ruleCreated(rule), applied];
  };

import {
  type AccessRuleInput,
  accessGroupDeleteSchema,
  accessRuleCreateSchema,
  accessRuleDeleteSchema,
  Problem,
  type Rule,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { accessOrder, actionOf } from '../../core/portal-access-rule.ts';
import type { Expiry, RuleDraft, RuleScope } from '../../core/rule.ts';
import type { AuditNote, Ports, Stores } from '../../ports/index.ts';
import type { AccountVisit, Change } from '../gate/visit.ts';
import { ruleCreated } from '../rules/create-rule.ts';
import { ruleDeleted } from '../rules/delete-rules.ts';
import { expressionOfConditions, plain } from './access-conditions.ts';
import { userScopeHash } from './access-rules.ts';
import { projectOfSite } from './site-named.ts';

/** `POST /access-control/create`: the same rule again is renewed, and there is still one of it. */
export function createAccessRule({ now }: Pick<Ports, 'now'>) {
  return async ({ account, request, commit }: AccountVisit): Promise<Reply> => {
    const { rule } = readJson(request, accessRuleCreateSchema);
    const asked = { rule, draft: draftOf(rule, now()), nowMs: now() };
    return commit(async (stores) => {
      const { siteKey } = rule;
      const projectId = siteKey === undefined ? null : (await projectOfSite(stores, account.id, siteKey)).id;
      const audit = await keep(stores, { accountId: account.id, projectId }, asked);
      const reply = ok({ status: 'Added new rule' });
      return { reply, audit, changed: await projectsOf(stores, account.id, [projectId]) };
    });
  };
}

/** `POST /access-control/delete`. */
export async function deleteAccessRule({ account, request, commit }: AccountVisit): Promise<Reply> {
  const { userScopeHash: named } = readJson(request, accessRuleDeleteSchema);
  return commit(async (stores) => {
    const rules = await stores.accountRules.list(account.id);
    const meant = rules.filter((rule) => userScopeHash(rule) === named);
    return removal(stores, account.id, { meant, status: 'Deleted rule' });
  });
}

/** `POST /access-control/group/delete`: done when it is answered; the id in the status is the one of the request. */
export async function deleteAccessGroup({ account, request, commit }: AccountVisit): Promise<Reply> {
  const { ruleGroupId } = readJson(request, accessGroupDeleteSchema);
  return commit(async (stores) => {
    const rules = await stores.accountRules.list(account.id);
    const meant = rules.filter(({ group_id }) => group_id === ruleGroupId);
    return removal(stores, account.id, { meant, status: `Deleted rule group, job ${request.id}` });
  });
}

interface Removal {
  readonly meant: readonly Rule[];
  readonly status: string;
}

async function removal(stores: Stores, accountId: number, { meant, status }: Removal): Promise<Change> {
  const removed: Rule[] = [];
  for (const { id, project_id: projectId } of meant.toSorted(byScope)) {
    const rule = await stores.rules.remove({ accountId, projectId }, id);
    if (rule !== null) removed.push(rule);
  }
  if (removed.length === 0)
    throw new Problem('NOT_FOUND', 'There is no such rule.', { portalKey: 'API.UNKNOWN' });
  const scopes = removed.map(({ project_id }) => project_id);
  const changed = await projectsOf(stores, accountId, scopes);
  return { reply: ok({ status }), audit: removed.map(ruleDeleted), changed };
}

/** In the order in which everybody locks: two who delete at once wait for each other, and never for ever. */
const byScope = (a: Rule, b: Rule): number => (a.project_id ?? 0) - (b.project_id ?? 0);

/** Renews the rule of the same scope or, where there is none, adds it. */
async function keep(stores: Stores, scope: RuleScope, asked: AskedRule): Promise<AuditNote> {
  const { draft } = asked;
  const wanted = hashOf(scope, draft);
  const held = await stores.accountRules.hold(scope);
  const twin = held.find((rule) => userScopeHash(rule) === wanted);
  if (twin === undefined) {
    const [made] = (await stores.rules.create(scope, [draft])) as readonly [Rule];
    return ruleCreated(made);
  }
  const changed = await stores.rules.change(scope, twin.id, renewalOf(twin, asked));
  const subject = { subject: 'rule', subjectId: twin.id, projectId: scope.projectId };
  return { action: 'rule.changed', ...subject, ...changed };
}

interface AskedRule {
  readonly rule: AccessRuleInput;
  readonly draft: RuleDraft;
  readonly nowMs: number;
}

/** What is said anew. Of what is not said nothing changes; the usual hour shortens no rule that lives longer. */
function renewalOf({ expires_at }: Rule, { rule, draft, nowMs }: AskedRule): Partial<RuleDraft> {
  const { name, groupId, expiry } = draft;
  const outlives = expires_at === null || Date.parse(expires_at) > nowMs + anHour.inSeconds * 1_000;
  return {
    ...(rule.description !== undefined && { name }),
    ...(rule.ruleGroupId !== undefined && { groupId }),
    ...((rule.expiry !== undefined || !outlives) && { expiry }),
  };
}

const hashOf = ({ projectId }: RuleScope, { action, expression, isActive, isShadow }: RuleDraft): string =>
  userScopeHash({
    action,
    project_id: projectId,
    is_active: isActive,
    is_shadow: isShadow,
    expression_source: expression.source,
  });

/** Whose policy a rule of these scopes is part of; null is the whole account. */
async function projectsOf({ projects }: Stores, accountId: number, scopes: readonly (number | null)[]) {
  const named = scopes.filter((projectId) => projectId !== null);
  return named.length === scopes.length ? named : (await projects.list(accountId)).map(({ id }) => id);
}

/** What a rule's name has room for. */
const nameMax = 120;

function draftOf(rule: AccessRuleInput, nowMs: number): RuleDraft {
  const { type, description, ruleGroupId: groupId = null } = rule;
  const conditions = rule.conditions.map(plain);
  const expression = expressionOfConditions(conditions);
  return {
    name: description ?? [...expression.source].slice(0, nameMax).join(''),
    expression,
    action: actionOf(type),
    isActive: true,
    isShadow: false,
    sortOrder: accessOrder(type, conditions.length, rule.siteKey !== undefined),
    groupId,
    expiry: expiryOf(rule, nowMs),
  };
}

const anHour = { inSeconds: 3_600 };

function expiryOf({ expiry }: AccessRuleInput, nowMs: number): Expiry {
  if (expiry === undefined) return anHour;
  if (expiry === null) return null;
  const atMs = Date.parse(expiry);
  if (atMs > nowMs) return { atMs };
  const faults = [{ path: 'rule.expiry', message: 'must lie in the future' }];
  throw new Problem('INVALID_PAYLOAD', 'The rule would never apply.', { faults });
}

import { hash } from 'node:crypto';
import {
  type AccessRule,
  type AccessRulesQuery,
  accessRuleOperations,
  accessRulesQuerySchema,
  type Rule,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import { type AccessIdentity, accessPage, accessScope, typeOf } from '../../core/portal-access-rule.ts';
import type { Ports, Stores } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { conditionsOfExpression } from './access-conditions.ts';

type Reading = Pick<Ports, 'stores' | 'now'>;

/** `POST /access-control/get`. */
export function getAccessRules(ports: Reading) {
  return async ({ account, request }: AccountVisit): Promise<Reply> =>
    ok(await rulesPage(ports, account.id, readJson(request, accessRulesQuerySchema)));
}

/** `GET /v1/prosopo/provider/admin/rules`: the same, as the portal's guide to its keys asks for it. */
export function listAdminRules(ports: Reading) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const given = readQuery(request, accessRuleOperations.listAdminRules.query);
    return ok(await rulesPage(ports, account.id, accessRulesQuerySchema.parse(given)));
  };
}

async function rulesPage({ stores, now }: Reading, accountId: number, query: AccessRulesQuery) {
  const rules = await stores.accountRules.list(accountId);
  const siteKeys = await siteKeysOf(stores, accountId);
  return accessPage(
    rules.map((rule) => accessRuleOf(rule, siteKeys, now())),
    query,
  );
}

async function siteKeysOf({ sites }: Pick<Stores, 'sites'>, accountId: number) {
  const facts = await sites(accountId);
  return new Map(facts.map(({ project, siteKey }) => [project.id, siteKey]));
}

/** By what the portal knows a rule. Twins of one scope share it: whoever deletes one means what it says. */
export function userScopeHash(rule: AccessIdentity & Pick<Rule, 'expression_source'>): string {
  const conditions = conditionsOfExpression(rule.expression_source);
  return hash('sha256', accessScope(rule, conditions ?? rule.expression_source), 'hex');
}

function accessRuleOf(rule: Rule, siteKeys: ReadonlyMap<number, string>, nowMs: number): AccessRule {
  const { project_id: projectId, expires_at: expiry } = rule;
  return {
    userScopeHash: userScopeHash(rule),
    type: typeOf(rule.action),
    description: rule.name,
    ruleGroupId: rule.group_id,
    conditions: [...(conditionsOfExpression(rule.expression_source) ?? [])],
    expression: rule.expression_source,
    expiry,
    expired: expiry !== null && Date.parse(expiry) <= nowMs,
    active: rule.is_active,
    shadow: rule.is_shadow,
    siteKey: projectId === null ? null : (siteKeys.get(projectId) ?? null),
    createdAt: rule.created_at,
  };
}

import type {
  AccessCondition,
  AccessRule,
  AccessRules,
  AccessRulesQuery,
  AccessType,
  Action,
  Rule,
} from '@botect/contracts';

const types: Readonly<Record<AccessType, Action>> = { block: 'block', restrict: 'challenge', allow: 'allow' };

export const actionOf = (type: AccessType): Action => types[type];

export const typeOf = (action: Action): AccessRule['type'] => (action === 'challenge' ? 'restrict' : action);

/** After every rule of a project's own list, whose places end at 100,000. */
const firstPlace = 1_000_000;
const conditionsMost = 9;
const harshness: Readonly<Record<AccessType, number>> = { block: 0, restrict: 1, allow: 100 };

/**
 * Where a rule is tried: of those that match, the one with most conditions decides, the site it is for being one of them; then
 * the harsher; `allow` gives way to all others.
 */
export function accessOrder(type: AccessType, conditions: number, ofOneSite: boolean): number {
  const specificity = conditions + (ofOneSite ? 1 : 0);
  return firstPlace + 10 * (conditionsMost - specificity) + harshness[type];
}

/** What makes two rules the same one: whom they are about and what is done. Not how long, nor why. */
export function accessScope(
  { action, project_id, is_active, is_shadow }: AccessIdentity,
  conditions: readonly AccessCondition[] | string,
): string {
  const about = typeof conditions === 'string' ? conditions : conditions.map(pairOf).sort(byField);
  return JSON.stringify([action, project_id, is_active, is_shadow, about]);
}

export type AccessIdentity = Pick<Rule, 'action' | 'project_id' | 'is_active' | 'is_shadow'>;

const pairOf = ({ field, value }: AccessCondition): readonly [string, string] => [field, value];
const byField = ([a]: readonly [string, string], [b]: readonly [string, string]) => compare(a, b);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sortValue: Readonly<Record<AccessRulesQuery['sortBy'], (rule: AccessRule) => string | null>> = {
  createdAt: ({ createdAt }) => createdAt,
  description: ({ description }) => description,
  expiry: ({ expiry }) => expiry,
  userScopeHash: ({ userScopeHash }) => userScopeHash,
  ruleGroupId: ({ ruleGroupId }) => ruleGroupId,
};

/** A page of rules. Those without the value sorted by come last either way; groups are counted over all rules. */
export function accessPage(rules: readonly AccessRule[], query: AccessRulesQuery): AccessRules {
  const { page, limit, ruleGroupId, sortBy, sortOrder } = query;
  const shown = rules.filter((rule) => ruleGroupId === undefined || rule.ruleGroupId === ruleGroupId);
  const sortedBy = sortValue[sortBy];
  const sorted = shown.toSorted((a, b) => {
    const [first, second] = [sortedBy(a), sortedBy(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sortOrder * compare(first, second);
  });
  const grouped = Map.groupBy(
    rules.flatMap((rule) => rule.ruleGroupId ?? []),
    (groupId) => groupId,
  );
  return {
    rules: sorted.slice((page - 1) * limit, page * limit),
    ruleCount: shown.length,
    ruleGroupsAndCounts: [...grouped].map(([id, { length }]) => ({ ruleGroupId: id, count: length })),
    page,
    pages: Math.max(1, Math.ceil(shown.length / limit)),
  };
}

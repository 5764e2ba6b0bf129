import { Problem, type Rule } from '@botect/contracts';
import { Prisma } from '@botect/database';
import type { Clock } from '@botect/runtime';
import { expiryMs, type RuleDraft, type RuleScope, rulesMax } from '../core/rule.ts';
import type { RuleStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';
import { columnsOf, deleteRules, inScope, lockRules, selectRules } from './rule-rows.ts';

export function prismaRuleStore(queries: Queries, now: Clock): RuleStore {
  const find = async (scope: RuleScope, ruleId: number): Promise<Rule | null> => {
    const where = Prisma.sql`${inScope(scope)} and rule.id = ${ruleId}`;
    const [rule = null] = await selectRules(queries, { where, nowMs: now() });
    return rule;
  };
  const lockAndFind = async (scope: RuleScope, ruleId: number) => {
    await lockRules(queries, scope);
    return find(scope, ruleId);
  };
  return {
    find,
    async create(scope, drafts) {
      await lockRules(queries, scope);
      await requireRoom(queries, scope, drafts.length);
      const data = drafts.map((draft) => ({ ...columnsOf(scope), ...rowOf(draft, now()) }));
      const made = await queries.rule.createManyAndReturn({ data, select: { id: true } });
      const ids = made.map(({ id }) => id);
      const where = Prisma.sql`rule.id = any(${ids}::int[])`;
      const order = Prisma.sql`array_position(${ids}::int[], rule.id)`;
      return selectRules(queries, { where, order, nowMs: now() });
    },
    async change(scope, ruleId, draft) {
      const before = await lockAndFind(scope, ruleId);
      if (before === null) return null;
      await queries.rule.update({ where: { id: ruleId }, data: changesOf(draft, now()) });
      const after = (await find(scope, ruleId)) ?? before;
      return { before, after };
    },
    async remove(scope, ruleId) {
      const rule = await lockAndFind(scope, ruleId);
      if (rule !== null) await deleteRules(queries, [rule]);
      return rule;
    },
  };
}

async function requireRoom(queries: Queries, scope: RuleScope, wanted: number): Promise<void> {
  if ((await queries.rule.count({ where: columnsOf(scope) })) + wanted <= rulesMax) return;
  const whose = scope.projectId === null ? 'An account' : 'A project';
  throw new Problem(
    'LIMIT_REACHED',
    `${whose} has ${rulesMax} rules at most, expired ones included; delete some first.`,
  );
}

const expressionOf = ({ source, parsed }: RuleDraft['expression']) => ({
  expressionSource: source,
  expression: parsed as Prisma.InputJsonObject,
});

const expiresAt = (expiry: RuleDraft['expiry'], nowMs: number): Date | null => {
  const atMs = expiryMs(expiry, nowMs);
  return atMs === null ? null : new Date(atMs);
};

const rowOf = ({ expression, expiry, ...columns }: RuleDraft, nowMs: number) => ({
  ...columns,
  ...expressionOf(expression),
  expiresAt: expiresAt(expiry, nowMs),
});

/** Only what is named; Prisma leaves alone what is undefined. */
const changesOf = ({ expression, expiry, ...columns }: Partial<RuleDraft>, nowMs: number) => ({
  ...columns,
  ...(expression && expressionOf(expression)),
  ...(expiry !== undefined && { expiresAt: expiresAt(expiry, nowMs) }),
});

import { Prisma } from '@botect/database';
import type { Clock } from '@botect/runtime';
import { isPermutation, type RuleScope } from '../core/rule.ts';
import type { RuleLists } from '../ports/index.ts';
import type { Queries } from './queries.ts';
import { columnsOf, deleteRules, inScope, lockRules, selectRules } from './rule-rows.ts';

export function prismaRuleLists(queries: Queries, now: Clock): RuleLists {
  const select = (where: Prisma.Sql) => selectRules(queries, { where, nowMs: now() });
  return {
    list: (scope, withAccount = false) => select(withAccount ? inAccountOrScope(scope) : inScope(scope)),
    async reorder(scope, ruleIds) {
      await lockRules(queries, scope);
      const rows = await queries.rule.findMany({ where: columnsOf(scope), select: { id: true } });
      const existing = rows.map(({ id }) => id);
      if (!isPermutation(ruleIds, existing)) return null;
      await writeOrder(queries, ruleIds);
      return select(inScope(scope));
    },
    async removeGroup(scope, groupId) {
      await lockRules(queries, scope);
      const rules = await select(Prisma.sql`${inScope(scope)} and rule.group_id = ${groupId}`);
      await deleteRules(queries, rules);
      return rules;
    },
  };
}

const inAccountOrScope = (scope: RuleScope): Prisma.Sql =>
  Prisma.sql`(${inScope(scope)}) or (${inScope({ ...scope, projectId: null })})`;

/** Ten apart, so that a rule fits between two without moving others. */
async function writeOrder(queries: Queries, ruleIds: readonly number[]): Promise<void> {
  await queries.$executeRaw`
    update accounts.rules rule set sort_order = (place.number - 1) * 10, updated_at = now()
    from unnest(${[...ruleIds]}::int[]) with ordinality as place(id, number) where rule.id = place.id`;
}

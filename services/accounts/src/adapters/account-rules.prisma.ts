import { Prisma } from '@botect/database';
import type { Clock } from '@botect/runtime';
import type { AccountRules } from '../ports/index.ts';
import type { Queries } from './queries.ts';
import { inScope, lockRules, selectRules } from './rule-rows.ts';

export function prismaAccountRules(queries: Queries, now: Clock): AccountRules {
  return {
    list: (accountId) =>
      selectRules(queries, { where: Prisma.sql`rule.account_id = ${accountId}`, nowMs: now() }),
    async hold(scope) {
      await lockRules(queries, scope);
      return selectRules(queries, { where: inScope(scope), nowMs: now() });
    },
  };
}

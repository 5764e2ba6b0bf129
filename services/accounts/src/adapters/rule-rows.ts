import type { Action, Rule } from '@botect/contracts';
import { Prisma } from '@botect/database';
import type { RuleScope } from '../core/rule.ts';
import type { Queries } from './queries.ts';
import { lockAccount, lockProject } from './row-locks.ts';

/** The days of which a rule tells its matches. */
const matchedDays = 7;

interface RuleRow extends Omit<Rule, 'action' | 'created_at' | 'updated_at' | 'expires_at'> {
  readonly action: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly expires_at: Date | null;
}

export const inScope = ({ accountId, projectId }: RuleScope): Prisma.Sql =>
  projectId === null
    ? Prisma.sql`rule.account_id = ${accountId} and rule.project_id is null`
    : Prisma.sql`rule.account_id = ${accountId} and rule.project_id = ${projectId}`;

/** A scope as Prisma asks for it; whoever is at hand may know more than whose rules they are. */
export const columnsOf = ({ accountId, projectId }: RuleScope): RuleScope => ({ accountId, projectId });

const inEvaluationOrder = Prisma.sql`rule.sort_order, rule.id`;

interface Selection {
  readonly where: Prisma.Sql;
  readonly order?: Prisma.Sql;
  readonly nowMs: number;
}

/** Rules with their matches, in one query. */
export async function selectRules(
  queries: Queries,
  { where, order = inEvaluationOrder, nowMs }: Selection,
): Promise<readonly Rule[]> {
  const since = new Date(nowMs - matchedDays * 86_400_000);
  const rows = await queries.$queryRaw<RuleRow[]>`
    select rule.id, rule.project_id, rule.name, rule.expression_source, rule.action, rule.is_active, rule.sort_order,
      rule.created_at, rule.updated_at, rule.is_shadow, rule.group_id, rule.expires_at,
      (select coalesce(sum(counted.matches), 0)::float8 from accounts.rule_hours counted
        where counted.rule_id = rule.id and counted.hour >= date_trunc('hour', ${since}::timestamptz, 'UTC')) as matches
    from accounts.rules rule where ${where} order by ${order}`;
  return rows.map(ruleOf);
}

/**
 * Inside a transaction: keeps everybody else from writing rules of the scope until it ends. The lock is the row of the project or
 * account, which exists before its first rule does.
 */
export async function lockRules(queries: Queries, { accountId, projectId }: RuleScope): Promise<void> {
  await (projectId === null ? lockAccount(queries, accountId) : lockProject(queries, projectId));
}

/** Deletes rules with what was counted of them. */
export async function deleteRules(queries: Queries, rules: readonly Rule[]): Promise<void> {
  const ids = rules.map(({ id }) => id);
  await queries.ruleHour.deleteMany({ where: { ruleId: { in: ids } } });
  await queries.rule.deleteMany({ where: { id: { in: ids } } });
}

function ruleOf({ action, created_at, updated_at, expires_at, ...row }: RuleRow): Rule {
  return {
    id: row.id,
    project_id: row.project_id,
    name: row.name,
    expression_source: row.expression_source,
    // The table has a check for it.
    action: action as Action,
    is_active: row.is_active,
    sort_order: row.sort_order,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
    is_shadow: row.is_shadow,
    group_id: row.group_id,
    expires_at: expires_at?.toISOString() ?? null,
    matches: row.matches,
  };
}

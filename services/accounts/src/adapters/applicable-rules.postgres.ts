import type { Action } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { ApplicableRules } from '../ports/index.ts';

const applicableSql = `
  select id, name, action, is_shadow, expression, (extract(epoch from expires_at) * 1000)::float8 as expires_at_ms
  from accounts.rules
  where account_id = $1 and (project_id = $2 or project_id is null) and is_active
  order by sort_order, id`;

export function postgresApplicableRules(sql: Sql): ApplicableRules {
  return async (accountId, projectId) => {
    const { rows } = await sql.query<RuleRow>(applicableSql, [accountId, projectId]);
    return rows.map(({ is_shadow, expires_at_ms, ...rule }) => ({
      ...rule,
      isShadow: is_shadow,
      expiresAtMs: expires_at_ms,
    }));
  };
}

interface RuleRow {
  readonly id: number;
  readonly name: string;
  readonly action: Action;
  readonly is_shadow: boolean;
  readonly expression: unknown;
  readonly expires_at_ms: number | null;
}

import type { Sql } from '@botect/database';
import type { Logger } from '@botect/runtime';
import { decisionRules, type RuleRow } from './decision-rules.ts';
import type { KeyKind, PolicySource, ProjectPolicy } from './policy.ts';

interface Row {
  readonly kind: KeyKind;
  readonly key_id: string;
  readonly expires_at_ms: number | null;
  readonly project_id: number;
  readonly account_id: number;
  readonly account_active: boolean;
  readonly project_active: boolean;
  readonly scoring_enabled: boolean;
  readonly monthly_event_quota: number | bigint | null;
  readonly session_seed: Buffer;
  readonly allow_verified: boolean;
  readonly protect_static: boolean;
  readonly block_definite: boolean;
  readonly challenge_likely: boolean;
  readonly likely_bot_threshold: number;
  /** Null when there is none. */
  readonly rules: readonly RuleRow[] | null;
}

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const unended = (table: string) => `(${table}.expires_at IS NULL OR ${table}.expires_at > now())`;

// Key, project and rules in one statement, so that what is read belongs together and a lookup is one round trip.
const byKeyHash = `
  SELECT key.kind, key.id AS key_id, ${milliseconds('key.expires_at')} AS expires_at_ms,
         project.id AS project_id, account.id AS account_id,
         account.suspended_at IS NULL AS account_active, project.is_active AS project_active,
         scoring.enabled_at IS NOT NULL AS scoring_enabled, account.monthly_event_quota, scoring.session_seed,
         scoring.allow_verified, scoring.protect_static, scoring.block_definite, scoring.challenge_likely,
         scoring.likely_bot_threshold,
         (SELECT json_agg(json_build_object('id', rule.id, 'name', rule.name, 'action', rule.action,
                   'expression', rule.expression, 'is_shadow', rule.is_shadow,
                   'expires_at_ms', ${milliseconds('rule.expires_at')}) ORDER BY rule.sort_order, rule.id)
          FROM accounts.rules rule
          WHERE rule.account_id = account.id AND (rule.project_id = project.id OR rule.project_id IS NULL)
            AND rule.is_active AND ${unended('rule')}) AS rules
  FROM accounts.project_keys key
  JOIN accounts.projects project ON project.id = key.project_id
  JOIN accounts.accounts account ON account.id = project.account_id
  JOIN accounts.scoring_settings scoring ON scoring.project_id = project.id
  WHERE key.key_hash = $1 AND key.revoked_at IS NULL AND ${unended('key')}`;

export function policySourcePostgres(sql: Sql, log: Logger): PolicySource {
  return async (keyHash) => {
    const [row] = (await sql.query<Row>(byKeyHash, [keyHash])).rows;
    if (row === undefined) return null;
    const { kind, key_id: keyId, expires_at_ms: expiresAtMs } = row;
    return { kind, keyId, expiresAtMs, policy: policyOfRow(row, log) };
  };
}

function policyOfRow(row: Row, log: Logger): ProjectPolicy {
  const { allow_verified, protect_static, block_definite, challenge_likely } = row;
  return {
    projectId: row.project_id,
    accountId: row.account_id,
    accountActive: row.account_active,
    projectActive: row.project_active,
    scoringEnabled: row.scoring_enabled,
    // A quota beyond 2^53 events is no limit anyone could tell from its neighbour.
    monthlyEventQuota: row.monthly_event_quota === null ? null : Number(row.monthly_event_quota),
    sessionSeed: row.session_seed,
    settings: { allow_verified, protect_static, block_definite, challenge_likely },
    likelyBotThreshold: row.likely_bot_threshold,
    ...decisionRules(row.rules ?? [], log),
  };
}

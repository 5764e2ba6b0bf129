import type { Sql } from '@botect/database';
import type { KeyKind, PolicySource } from './policy.ts';

interface Row {
  readonly kind: KeyKind;
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
}

const byKeyHash = `
  SELECT key.kind, project.id AS project_id, account.id AS account_id,
         account.suspended_at IS NULL AS account_active, project.is_active AS project_active,
         scoring.enabled_at IS NOT NULL AS scoring_enabled, account.monthly_event_quota, scoring.session_seed,
         scoring.allow_verified, scoring.protect_static, scoring.block_definite, scoring.challenge_likely,
         scoring.likely_bot_threshold
  FROM accounts.project_keys key
  JOIN accounts.projects project ON project.id = key.project_id
  JOIN accounts.accounts account ON account.id = project.account_id
  JOIN accounts.scoring_settings scoring ON scoring.project_id = project.id
  WHERE key.key_hash = $1 AND key.revoked_at IS NULL`;

export function policySourcePostgres(sql: Sql): PolicySource {
  return async (keyHash) => {
    const [row] = (await sql.query<Row>(byKeyHash, [keyHash])).rows;
    return row === undefined ? null : { kind: row.kind, policy: policyOfRow(row) };
  };
}

function policyOfRow(row: Row) {
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
  };
}

import type { BotSettings, ScoringSettings } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { SettingsStore } from '../ports.ts';

const columns = 'allow_verified, protect_static, block_definite, challenge_likely, likely_bot_threshold';

const readSql = `select ${columns} from accounts.scoring_settings where project_id = $1`;

/** One statement, so that of two simultaneous updates of different settings neither is lost. */
const changeSql = `
  update accounts.scoring_settings set
    allow_verified = coalesce($2::boolean, allow_verified),
    protect_static = coalesce($3::boolean, protect_static),
    block_definite = coalesce($4::boolean, block_definite),
    challenge_likely = coalesce($5::boolean, challenge_likely),
    likely_bot_threshold = coalesce($6::integer, likely_bot_threshold),
    updated_at = now()
  where project_id = $1
  returning ${columns}`;

export function postgresSettingsStore(sql: Sql): SettingsStore {
  const settingsFrom = async (text: string, parameters: readonly unknown[]) => {
    const [row] = (await sql.query<SettingsRow>(text, parameters)).rows;
    if (row === undefined) throw new Error(`project ${parameters[0]} has no settings`);
    return settingsOf(row);
  };
  return {
    read: (projectId) => settingsFrom(readSql, [projectId]),
    change: (projectId, update) =>
      settingsFrom(changeSql, [
        projectId,
        update.allow_verified,
        update.protect_static,
        update.block_definite,
        update.challenge_likely,
        update.likely_bot_threshold,
      ]),
  };
}

interface SettingsRow extends BotSettings {
  readonly likely_bot_threshold: number;
}

function settingsOf({ likely_bot_threshold, ...bot_settings }: SettingsRow): ScoringSettings {
  return { bot_settings, likely_bot_threshold };
}

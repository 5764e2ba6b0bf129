import type { BotSettings, ScoringSettings, SettingsUpdate } from '@botect/contracts';
import type { SettingsStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

export function prismaSettingsStore(queries: Queries): SettingsStore {
  return {
    read: async (projectId) => settingsOf(projectId, await readRow(queries, projectId)),
    change: async (projectId, update) => settingsOf(projectId, await changeRow(queries, projectId, update)),
  };
}

interface SettingsRow extends BotSettings {
  readonly likely_bot_threshold: number;
}

async function readRow(queries: Queries, projectId: number) {
  const rows = await queries.$queryRaw<SettingsRow[]>`
    select allow_verified, protect_static, block_definite, challenge_likely, likely_bot_threshold
    from accounts.scoring_settings where project_id = ${projectId}`;
  return rows[0];
}

/** One statement, so that of two simultaneous updates of different settings neither is lost. */
async function changeRow(queries: Queries, projectId: number, update: SettingsUpdate) {
  const given = (key: keyof SettingsUpdate) => update[key] ?? null;
  const rows = await queries.$queryRaw<SettingsRow[]>`
    update accounts.scoring_settings set
      allow_verified = coalesce(${given('allow_verified')}::boolean, allow_verified),
      protect_static = coalesce(${given('protect_static')}::boolean, protect_static),
      block_definite = coalesce(${given('block_definite')}::boolean, block_definite),
      challenge_likely = coalesce(${given('challenge_likely')}::boolean, challenge_likely),
      likely_bot_threshold = coalesce(${given('likely_bot_threshold')}::integer, likely_bot_threshold),
      updated_at = now()
    where project_id = ${projectId}
    returning allow_verified, protect_static, block_definite, challenge_likely, likely_bot_threshold`;
  return rows[0];
}

function settingsOf(projectId: number, row: SettingsRow | undefined): ScoringSettings {
  if (row === undefined) throw new Error(`project ${projectId} has no settings`);
  const { likely_bot_threshold, ...bot_settings } = row;
  return { bot_settings, likely_bot_threshold };
}

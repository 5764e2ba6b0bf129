import type { Project } from '@botect/contracts';
import type { ListSites } from '../ports/index.ts';
import type { Queries } from './queries.ts';

interface Row extends Omit<Project, 'created_at' | 'updated_at'> {
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly site_key: string;
  readonly likely_bot_threshold: number;
}

export function prismaListSites(queries: Queries): ListSites {
  return async (accountId) => {
    const rows = await queries.$queryRaw<Row[]>`
      select project.id, project.name, project.domains, project.is_active, project.created_at, project.updated_at,
        key.public_key as site_key, settings.likely_bot_threshold
      from accounts.projects project
      join accounts.scoring_settings settings on settings.project_id = project.id
      join accounts.keys key on key.project_id = project.id and key.kind = 'site'
        and key.revoked_at is null and key.expires_at is null
      where project.account_id = ${accountId} and settings.enabled_at is not null order by project.id`;
    return rows.map(({ site_key: siteKey, likely_bot_threshold: likelyBotThreshold, ...project }) => ({
      project: {
        ...project,
        created_at: project.created_at.toISOString(),
        updated_at: project.updated_at.toISOString(),
      },
      siteKey,
      likelyBotThreshold,
    }));
  };
}

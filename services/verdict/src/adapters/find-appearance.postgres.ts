import type { Sql } from '@botect/database';
import type { Appearance, FindAppearance } from '../ports.ts';

const findSql = 'select ip, country, ua from scoring.sessions where project_id = $1 and token = $2';

export function findAppearanceInPostgres(sql: Sql): FindAppearance {
  return async (projectId, token) => {
    const { rows } = await sql.query<Appearance>(findSql, [projectId, token]);
    return rows[0] ?? null;
  };
}

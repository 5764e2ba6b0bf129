import { type ScoredSessionRow, type Sql, scoredSessionColumns, scoredSessionOf } from '@botect/database';
import type { FindSession } from '../ports.ts';

const findSql = `select ${scoredSessionColumns} from scoring.sessions where project_id = $1 and token = $2`;

export function findSessionInPostgres(sql: Sql): FindSession {
  return async (projectId, token) => {
    const { rows } = await sql.query<ScoredSessionRow>(findSql, [projectId, token]);
    return rows[0] === undefined ? null : scoredSessionOf(rows[0]);
  };
}

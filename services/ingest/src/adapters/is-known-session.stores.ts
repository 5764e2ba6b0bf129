import { compactKey, type VersionedValues } from '@botect/cache';
import { sessionKey } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Logger } from '@botect/runtime';
import type { IsKnownSession } from '../ports.ts';

const findSql = 'select 1 from scoring.sessions where project_id = $1 and token = $2';

export interface SessionStores {
  /** The scored sessions; read, never written. */
  readonly scores: Pick<VersionedValues, 'get'>;
  readonly sql: Sql;
  readonly log: Logger;
}

/** Asks the cache, where a session lives for half an hour, and the database where it has none: an erased one is empty there. */
export function storedIsKnownSession({ scores, sql, log }: SessionStores): IsKnownSession {
  return async (projectId, token) => {
    try {
      const bytes = await scores.get(compactKey(sessionKey(projectId, token)));
      if (bytes !== null && bytes.length > 0) return true;
    } catch (error) {
      log.debug({ err: error }, 'the cache cannot tell; asking the database');
    }
    return (await sql.query(findSql, [projectId, token])).rows.length > 0;
  };
}

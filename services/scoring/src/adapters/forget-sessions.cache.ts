import { compactKey, type SeenMembers, type VersionedValues } from '@botect/cache';
import { sessionKey } from '@botect/contracts';
import type { ForgetSessions } from '../ports.ts';

/** Bytes that are no scored session: who reads them asks PostgreSQL. */
const nothing = Buffer.alloc(0);

/**
 * An empty entry one revision above the last takes the score's place until it expires: a deleted one would let a process
 * that stalled before publishing bring the score back.
 */
export function forgetSessionsInCache(
  values: Pick<VersionedValues, 'putNewest'>,
  seen: Pick<SeenMembers, 'remove'>,
): ForgetSessions {
  return async (sessions) => {
    const entries = sessions.flatMap(({ projectId, token, revision }) =>
      revision === null
        ? []
        : { key: compactKey(sessionKey(projectId, token)), revision: revision + 1, value: nothing },
    );
    if (entries.length > 0) await values.putNewest(entries);
    // The low half of an id's hash is what ingest remembers it by.
    await Promise.all(
      sessions.map(({ projectId, token, ids }) =>
        seen.remove(
          sessionKey(projectId, token),
          ids.map((id) => id >>> 0),
        ),
      ),
    );
  };
}

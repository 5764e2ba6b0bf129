import { compactKey, type VersionedValues } from '@botect/cache';
import { decodeScoredSession, sessionKey } from '@botect/contracts';
import type { FindSession } from '../ports.ts';

export function findSessionInCache(values: Pick<VersionedValues, 'get'>): FindSession {
  return async (projectId, token) => {
    const bytes = await values.get(compactKey(sessionKey(projectId, token)));
    return bytes === null ? null : decodeScoredSession(bytes);
  };
}

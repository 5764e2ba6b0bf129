import type { VersionedValues } from '@botect/cache';
import { decodeScoredSession, scoredSessionKey } from '@botect/contracts';
import type { FindSession } from '../ports.ts';

export function findSessionInCache(values: Pick<VersionedValues, 'get'>): FindSession {
  return async (projectId, token) => {
    const bytes = await values.get(scoredSessionKey(projectId, token));
    return bytes === null ? null : decodeScoredSession(bytes);
  };
}

import { compactKey, type VersionedValues } from '@botect/cache';
import { encodeScoredSession, sessionKey } from '@botect/contracts';
import type { PublishScores } from '../ports.ts';

/** One pipeline a fetch. */
export function publishScoresToCache(values: VersionedValues): PublishScores {
  return async (scores) => {
    const entries = scores.map(({ projectId, token, revision, session }) => ({
      key: compactKey(sessionKey(projectId, token)),
      revision,
      value: encodeScoredSession(session),
    }));
    if (entries.length > 0) await values.putNewest(entries);
  };
}

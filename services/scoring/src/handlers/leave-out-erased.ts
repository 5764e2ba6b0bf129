import { sessionKey } from '@botect/contracts';
import type { ErasedAt } from '../ports.ts';
import type { TouchedSession } from './touched-sessions.ts';

export interface LeftOut {
  readonly touched: readonly TouchedSession[];
  /** Places in the fetch of the batches left out. */
  readonly dropped: readonly number[];
}

/**
 * Leaves out the batches that were accepted no later than their session's erasure was asked for: replayed dead letters,
 * and whatever else comes after the erasure in the log. What was accepted later is another session's.
 */
export function leaveOutErased(
  touched: readonly TouchedSession[],
  stored: ReadonlyMap<string, ErasedAt>,
): LeftOut {
  const dropped: number[] = [];
  const left = touched.flatMap((session) => {
    const { projectId, token } = session.key;
    const erasedAtMs = stored.get(sessionKey(projectId, token))?.erasedAtMs ?? null;
    if (erasedAtMs === null) return session;
    const stays = session.batches.map(({ acceptedAtMs }) => acceptedAtMs > erasedAtMs);
    const batches = session.batches.filter((_, at) => stays[at]);
    const places = session.places.filter((_, at) => stays[at]);
    dropped.push(...session.places.filter((_, at) => !stays[at]));
    return batches.length === 0 ? [] : { ...session, batches, places };
  });
  return { touched: left, dropped };
}

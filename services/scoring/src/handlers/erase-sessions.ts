import { sessionKey } from '@botect/contracts';
import { type Erased, eraseSignals, isErasure } from '../core/erase-signals.ts';
import type { ForgetSessions, RequestedErasure, SessionKey, SessionStore, StoredSession } from '../ports.ts';
import { type ReadEntry, type TouchedSession, touchedSession } from './touched-sessions.ts';

export interface Erasing {
  readonly sessions: Pick<SessionStore, 'erase'>;
  readonly forget: ForgetSessions;
}

/** What is left to be scored. */
export interface Survivors {
  readonly sessions: readonly TouchedSession[];
  /** The sessions as they are stored from now on. */
  readonly stored: readonly StoredSession[];
  /** Places in the fetch of batches that belong to what was erased. */
  readonly dropped: readonly number[];
}

/**
 * Carries out the erasures of a fetch, and has them remembered for what is replayed later. The cache first: as long as the row
 * is there a repetition finds the revision that has to be forgotten, and once it is gone there is nothing left to do.
 */
export async function eraseSessions(
  { sessions, forget }: Erasing,
  groups: readonly (readonly ReadEntry[])[],
  stored: ReadonlyMap<string, StoredSession>,
): Promise<Survivors> {
  const judged = judge(groups, stored);
  const erased = judged.flatMap(({ known, erased }) => (known && erased.stored ? [known] : []));
  await forget(
    judged.map(({ key, known, erased }) => ({
      ...key,
      revision: erased.stored ? (known?.revision ?? null) : null,
      ids: erased.ids,
    })),
  );
  const requested = judged.flatMap(({ requested }) => requested);
  if (!(await sessions.erase(erased, requested))) {
    throw new Error('another process changed a session meanwhile');
  }
  return {
    sessions: judged.flatMap(({ group, erased }) => touchedSession(group.slice(erased.entries))),
    stored: judged.map(leftOf),
    dropped: judged.flatMap(({ group, erased }) =>
      group.slice(0, erased.entries).flatMap(({ place, entry }) => (isErasure(entry) ? [] : place)),
    ),
  };
}

interface Judged {
  readonly key: SessionKey;
  readonly group: readonly ReadEntry[];
  readonly known: StoredSession | undefined;
  readonly requested: readonly RequestedErasure[];
  readonly erased: Erased;
}

/** The session as it is stored once its erasures are carried out. */
function leftOf({ key, known, requested, erased }: Judged): StoredSession {
  const times = requested.map(({ requestedAtMs }) => requestedAtMs);
  const erasedAtMs = Math.max(known?.erasedAtMs ?? 0, ...times);
  if (known === undefined) return { ...key, revision: 0, beganAtMs: 0, state: null, erasedAtMs };
  const after = erased.stored ? { revision: known.revision + 1, state: null } : {};
  return { ...known, ...after, erasedAtMs };
}

function judge(
  groups: readonly (readonly ReadEntry[])[],
  stored: ReadonlyMap<string, StoredSession>,
): Judged[] {
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const known = stored.get(sessionKey(first.key.projectId, first.key.token));
    const entries = group.map(({ entry }) => entry);
    const requested = entries.filter(isErasure).map((erasure) => ({ ...first.key, ...erasure }));
    const erased = eraseSignals(known?.state ?? null, entries, known?.erasedAtMs);
    return { key: first.key, group, known, requested, erased };
  });
}

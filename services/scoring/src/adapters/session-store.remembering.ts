import { sessionKey } from '@botect/contracts';
import { LRUCache } from 'lru-cache';
import type { RequestedErasure, SessionKey, SessionStore, StoredSession } from '../ports.ts';

/**
 * Keeps the sessions worked on lately in memory, in front of a durable store: a partition's sessions come back to the
 * same process, so most loads ask nobody. Another process may have taken over in between; the store's revision check
 * finds that out on save, and then everything here is forgotten. Of an erased session the revision is kept, so that the
 * next one of its token counts on and the cache takes its scores at once, and when it was erased.
 */
export function rememberingSessionStore(durable: SessionStore, sessionsMax: number): SessionStore {
  const memory = new LRUCache<string, StoredSession>({ max: sessionsMax });
  const remember = (sessions: readonly StoredSession[]) => {
    for (const { projectId, token, revision, beganAtMs, state, erasedAtMs } of sessions) {
      memory.set(sessionKey(projectId, token), { projectId, token, revision, beganAtMs, state, erasedAtMs });
    }
  };
  /** PostgreSQL knows that a session was erased, and not at which revision. */
  const counted = (loaded: StoredSession): StoredSession => {
    const known = memory.peek(nameOf(loaded));
    return loaded.state === null && known?.state === null ? { ...loaded, revision: known.revision } : loaded;
  };
  /** The state may be another by now. The revision of an erased session stays good to count on from. */
  const doubt = (keys: readonly SessionKey[]) => {
    for (const name of keys.map(nameOf)) if (memory.peek(name)?.state) memory.delete(name);
  };
  const noteErasure = ({ requestedAtMs, ...key }: RequestedErasure) => {
    const known = memory.peek(nameOf(key));
    if (known) remember([{ ...known, erasedAtMs: Math.max(known.erasedAtMs ?? 0, requestedAtMs) }]);
  };
  return {
    async load(keys, fresh = []) {
      doubt(fresh);
      const doubted = new Set(fresh.map(nameOf));
      const held = keys.flatMap((key) => memory.get(nameOf(key)) ?? []);
      if (held.length === keys.length && doubted.size === 0) return held;
      const missing = keys.filter((key) => doubted.has(nameOf(key)) || !memory.has(nameOf(key)));
      const loaded = (await durable.load(missing)).map(counted);
      remember(loaded);
      const found = new Set(loaded.map(nameOf));
      return [...held.filter((session) => !found.has(nameOf(session))), ...loaded];
    },
    async save(changes) {
      // Whether a failed save reached the store is not known.
      doubt(changes);
      const saved = await durable.save(changes);
      if (saved) remember(changes);
      else memory.clear();
      return saved;
    },
    async erase(sessions, requested) {
      doubt(requested);
      const erased = await durable.erase(sessions, requested);
      if (erased) {
        const gone = { state: null, erasedAtMs: null };
        remember(sessions.map((session) => ({ ...session, revision: session.revision + 1, ...gone })));
        requested.forEach(noteErasure);
      } else memory.clear();
      return erased;
    },
  };
}

const nameOf = ({ projectId, token }: SessionKey): string => sessionKey(projectId, token);

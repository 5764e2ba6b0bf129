import { sessionKey } from '@botect/contracts';
import { LRUCache } from 'lru-cache';
import type { SessionKey, SessionStore, StoredSession } from '../ports.ts';

/**
 * Keeps the sessions worked on lately in memory, in front of a durable store: a partition's sessions come back to the
 * same process, so most loads ask nobody. Another process may have taken over in between; the store's revision check
 * finds that out on save, and then everything here is forgotten.
 */
export function rememberingSessionStore(durable: SessionStore, sessionsMax: number): SessionStore {
  const memory = new LRUCache<string, StoredSession>({ max: sessionsMax });
  const remember = (sessions: readonly StoredSession[]) => {
    for (const { projectId, token, revision, state } of sessions) {
      memory.set(sessionKey(projectId, token), { projectId, token, revision, state });
    }
  };
  return {
    async load(keys) {
      const held = keys.flatMap((key) => memory.get(nameOf(key)) ?? []);
      if (held.length === keys.length) return held;
      const missing = keys.filter((key) => !memory.has(nameOf(key)));
      const loaded = await durable.load(missing);
      remember(loaded);
      return [...held, ...loaded];
    },
    async save(changes) {
      // Whether a failed save reached the store is not known.
      for (const change of changes) memory.delete(nameOf(change));
      const saved = await durable.save(changes);
      if (saved) remember(changes);
      else memory.clear();
      return saved;
    },
  };
}

const nameOf = ({ projectId, token }: SessionKey): string => sessionKey(projectId, token);

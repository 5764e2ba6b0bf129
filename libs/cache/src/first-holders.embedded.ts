import type { LRUCache } from 'lru-cache';
import type { Claim, FirstHolders } from './cache.ts';

export type Held = Pick<Claim, 'tag' | 'holder'>;

/** First holders of a single process; the keyspaces share the bounds of `slots`. */
export function embeddedFirstHolders(
  slots: LRUCache<string, Held>,
  { prefix, ttlMs }: { readonly prefix: string; readonly ttlMs: number },
): FirstHolders {
  return {
    async claim(claims) {
      return claims.map(({ key, tag, holder }) => {
        const name = prefix + key.toString('latin1');
        const held = slots.get(name);
        if (held?.tag === tag) return held.holder;
        if (holder !== null) slots.set(name, { tag, holder }, { ttl: ttlMs });
        return null;
      });
    },
  };
}

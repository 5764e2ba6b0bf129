import { createHash } from 'node:crypto';
import { BoundedMap } from './bounded-map.ts';

/**
 * True when this nonce of this signer was first seen with this very request, which may be handed over more than once.
 * A bounded memory of one process: it makes replays rarer, and never refuses what is new.
 */
export type FirstUse = (signer: string, nonce: string, requestId: string) => boolean;

export function nonceMemory(noncesMax = 100_000): FirstUse {
  const users = new BoundedMap<string>(noncesMax);
  return (signer, nonce, requestId) => {
    const key = createHash('sha256')
      .update(JSON.stringify([signer, nonce]))
      .digest('base64');
    const user = users.get(key);
    if (user === undefined) users.set(key, requestId);
    return user === undefined || user === requestId;
  };
}

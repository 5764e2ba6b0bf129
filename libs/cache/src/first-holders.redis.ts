import type { Claim, FirstHolders } from './cache.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Redis serves nobody else while it runs one script. */
const claimsPerScript = 128;
const holders = 2 ** 32;

/** Plain keys: prefix + key → tag · 2³² + holder, as a whole number: 114 bytes a slot in Redis 7 with keys of 8 bytes. */
export function redisFirstHolders(
  { redis, run }: RedisConnection,
  options: { readonly prefix: string; readonly ttlMs: number },
): FirstHolders {
  const prefix = Buffer.from(options.prefix);
  const ask = (claims: readonly Claim[]): Promise<string[]> => {
    const keys = claims.map(({ key }) => Buffer.concat([prefix, key]));
    return redis.claimSlots(keys.length, ...keys, options.ttlMs, ...claims.flatMap(wanted));
  };
  return {
    async claim(claims) {
      if (claims.length === 0) return [];
      // Sent one after the other without waiting, so in one round trip; Redis answers in their order.
      const before = await run(() => {
        const answers: Promise<string[]>[] = [];
        for (let start = 0; start < claims.length; start += claimsPerScript) {
          answers.push(ask(claims.slice(start, start + claimsPerScript)));
        }
        return Promise.all(answers);
      });
      return before.flat().map((stored) => (stored === '' ? null : Number(stored) % holders));
    },
  };
}

function wanted({ tag, holder }: Claim): (number | string)[] {
  return [tag, holder === null ? '' : tag * holders + holder];
}

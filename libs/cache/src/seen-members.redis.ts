import type { SeenMembers } from './cache.ts';
import { gatherPerTurn } from './gather-per-turn.ts';
import { type Placed, placed } from './member-placement.ts';
import type { RedisConnection } from './redis-connection.ts';

const additionsPerScript = 64;

/**
 * Groups share 65,536 buckets a time slot, so that a member costs the 4 bytes of a small integer set instead of the
 * hundred of a key. A bucket is the set `prefix + slot (2 bytes) + bucket (2 bytes)`, looked up in the slot now and
 * the one before, and expires when the slot after its own ends.
 */
export function redisSeenMembers(
  { redis, run }: RedisConnection,
  options: { readonly prefix: string; readonly windowMs: number; readonly now: () => number },
): SeenMembers {
  const { windowMs, now } = options;
  const prefix = Buffer.from(options.prefix);

  const add = gatherPerTurn<Placed, number>({
    itemsMax: additionsPerScript,
    send: (additions) => {
      const nowMs = now();
      const slot = Math.floor(nowMs / windowMs);
      const keys = additions.flatMap(({ bucket }) => [
        bucketKey(prefix, slot - 1, bucket),
        bucketKey(prefix, slot, bucket),
      ]);
      const members = additions.map((addition) => addition.members.join(','));
      const forgetAfterMs = (slot + 2) * windowMs - nowMs;
      return run(() => redis.addUnseen(keys.length, ...keys, forgetAfterMs, ...members));
    },
  });

  return {
    add: async (group, members) => (members.length === 0 ? 0 : add(placed(group, members))),
    async remove(group, members) {
      if (members.length === 0) return;
      const { bucket, members: stored } = placed(group, members);
      const slot = Math.floor(now() / windowMs);
      await Promise.all(
        [slot - 1, slot].map((each) => run(() => redis.srem(bucketKey(prefix, each, bucket), ...stored))),
      );
    },
  };
}

function bucketKey(prefix: Buffer, slot: number, bucket: number): Buffer {
  const key = Buffer.allocUnsafe(prefix.length + 4);
  prefix.copy(key);
  // Two bytes are enough: a slot's keys are long gone when its number comes round again.
  key.writeUInt16BE(slot & 0xffff, prefix.length);
  key.writeUInt16BE(bucket, prefix.length + 2);
  return key;
}

import type { SeenMembers } from './cache.ts';
import { gatherPerTurn } from './gather-per-turn.ts';
import { type Placed, placed } from './member-placement.ts';
import type { RedisConnection } from './redis-connection.ts';
import { pageMembersMax } from './seen-pages.redis.ts';

const additionsPerScript = 64;
/** As the script asks. */
const removalsPerScript = pageMembersMax - 1;

/**
 * Groups share 65,536 buckets a time slot, so that a member costs the 4 bytes of a small integer set instead of the
 * hundred of a key. A bucket is the set `prefix + slot (2 bytes) + bucket (2 bytes)` and, where that is full, the pages
 * below it; it is looked up in the slot now and the one before, and expires when the slot after its own ends.
 */
export function redisSeenMembers(
  { redis, run }: RedisConnection,
  options: { readonly prefix: string; readonly windowMs: number; readonly now: () => number },
): SeenMembers {
  const { windowMs, now } = options;
  const prefix = Buffer.from(options.prefix);
  const keysIn = (slot: number, bucket: number) => [
    bucketKey(prefix, slot - 1, bucket),
    bucketKey(prefix, slot, bucket),
  ];

  const add = gatherPerTurn<Placed, number>({
    itemsMax: additionsPerScript,
    send: (additions) => {
      const nowMs = now();
      const slot = Math.floor(nowMs / windowMs);
      const keys = additions.flatMap(({ bucket }) => keysIn(slot, bucket));
      const forgetAfterMs = (slot + 2) * windowMs - nowMs;
      return run(() => redis.addUnseen(keys.length, ...keys, forgetAfterMs, ...additions.map(asText)));
    },
  });

  return {
    add: async (group, members) => (members.length === 0 ? 0 : add(placed(group, members))),
    async remove(group, members) {
      const place = placed(group, members);
      const keys = keysIn(Math.floor(now() / windowMs), place.bucket);
      const removals: Promise<null>[] = [];
      for (let start = 0; start < place.members.length; start += removalsPerScript) {
        const some = place.members.slice(start, start + removalsPerScript);
        removals.push(run(() => redis.removeSeen(keys.length, ...keys, asText({ ...place, members: some }))));
      }
      await Promise.all(removals);
    },
  };
}

const asText = ({ digits, members }: Placed) => `${digits},${members.join(',')}`;

function bucketKey(prefix: Buffer, slot: number, bucket: number): Buffer {
  const key = Buffer.allocUnsafe(prefix.length + 4);
  prefix.copy(key);
  // Two bytes are enough: a slot's keys are long gone when its number comes round again.
  key.writeUInt16BE(slot & 0xffff, prefix.length);
  key.writeUInt16BE(bucket, prefix.length + 2);
  return key;
}

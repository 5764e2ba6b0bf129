import type { Cache } from './cache.ts';
import { redisChannel } from './channel.redis.ts';
import { redisFirstHolders } from './first-holders.redis.ts';
import { redisRateLimits } from './rate-limit.redis.ts';
import { closeRedis, openRedis, type RedisConnectionOptions } from './redis-connection.ts';
import { redisSeenMembers } from './seen-members.redis.ts';
import { redisVersionedValues } from './versioned-values.redis.ts';

export async function connectRedisCache(options: RedisConnectionOptions): Promise<Cache> {
  const connection = await openRedis(options);
  let closing: Promise<void> | undefined;
  return {
    versionedValues: (keyspace) => redisVersionedValues(connection, keyspace),
    seenMembers: (keyspace) => redisSeenMembers(connection, keyspace),
    firstHolders: (keyspace) => redisFirstHolders(connection, keyspace),
    channel: (name) => redisChannel(connection, name),
    rateLimit: redisRateLimits(connection),
    async ping() {
      await connection.run(() => connection.redis.ping());
    },
    close() {
      closing ??= closeRedis(connection.redis);
      return closing;
    },
  };
}

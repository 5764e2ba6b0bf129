import { type EmbeddedCacheOptions, embeddedCache } from './cache.embedded.ts';
import { connectRedisCache } from './cache.redis.ts';
import type { Cache } from './cache.ts';
import type { RedisConnectionOptions } from './redis-connection.ts';

export type CacheOptions = RedisConnectionOptions | EmbeddedCacheOptions;

/**
 * Rejects with `StartupFault` when Redis is not there within 2 s. From then on one that goes away or stalls makes calls
 * reject with SERVICE_UNAVAILABLE, at once or within `commandTimeoutMs`, until it is back.
 */
export async function connectCache(options: CacheOptions): Promise<Cache> {
  return 'redisUrl' in options ? connectRedisCache(options) : embeddedCache(options);
}

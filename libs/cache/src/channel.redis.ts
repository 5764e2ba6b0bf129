import type { Channel } from './cache.ts';
import { closeRedis, openTwin, type RedisConnection } from './redis-connection.ts';
import { unavailable } from './unavailable.ts';

/** An idle connection can be cut without notice (a NAT that forgets): each ping has it checked, and replaced when silent. */
const heartbeatMs = 5_000;

export function redisChannel(connection: RedisConnection, name: string): Channel {
  return {
    async publish(message) {
      await connection.run(() => connection.redis.publish(name, message));
    },
    async subscribe(onMessage, onGap) {
      try {
        return await listenOn(connection, name, { onMessage, onGap });
      } catch (error) {
        throw unavailable(error);
      }
    },
  };
}

interface Listener {
  readonly onMessage: (message: string) => void;
  readonly onGap: () => void;
}

async function listenOn(connection: RedisConnection, name: string, { onMessage, onGap }: Listener) {
  const redis = await openTwin(connection);
  redis.on('message', (_channel, message) => onMessage(message));
  const listen = async () => {
    await redis.subscribe(name);
    onGap();
  };
  await listen().catch(async (error) => {
    await closeRedis(redis);
    throw error;
  });
  // A connection that is up but cannot listen is worth nothing: start over.
  redis.on('ready', () => listen().catch(() => redis.disconnect(true)));
  const heartbeat = setInterval(() => redis.ping().catch(() => {}), heartbeatMs).unref();
  return {
    async close() {
      clearInterval(heartbeat);
      await closeRedis(redis);
    },
  };
}

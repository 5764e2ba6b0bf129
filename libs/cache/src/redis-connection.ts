import {
  type Logger,
  noTelemetry,
  StartupFault,
  systemClock,
  type Telemetry,
  timedCalls,
} from '@botect/runtime';
import { Redis, type RedisOptions } from 'ioredis';
import { type Breaker, breaker } from './breaker.ts';
import { scripts } from './scripts.redis.ts';
import { within } from './within.ts';

export interface RedisConnectionOptions {
  /** `redis://` or `rediss://` (TLS), one primary: `redis://user:password@host:6379/0`. */
  readonly redisUrl: string;
  readonly log: Logger;
  readonly telemetry?: Telemetry;
  /** How long one round trip may take; 250 unless told. */
  readonly commandTimeoutMs?: number;
}

export interface RedisConnection extends Breaker {
  readonly redis: Redis;
  readonly log: Logger;
}

/** Long enough for a server started at the same moment, or for our own event loop to come out of loading the program. */
const firstConnectMs = 2_000;
/** For the client's own commands, such as its greeting; those of callers have `commandTimeoutMs`. */
const clientTimeoutMs = 1_000;
/** A connection that owes an answer for so long is taken for dead and replaced. */
const silenceMs = 2_000;
/** A stopped server never says goodbye. */
const goodbyeMs = 250;
/** With the goodbye: back within a second of the server's own return. */
const reconnectDelayMsMax = 500;

/** The reconnecting connection of one process; rejects with `StartupFault` when it is not up within 2 s. */
export async function openRedis(options: RedisConnectionOptions): Promise<RedisConnection> {
  const { redisUrl, log, telemetry = noTelemetry, commandTimeoutMs = 250 } = options;
  const redis = new Redis(checkedUrl(redisUrl), redisOptions);
  await connectOnce(redis, log);
  const { run } = breaker(systemClock);
  const timed = timedCalls(telemetry, 'redis');
  return { redis, log, run: (call) => timed(() => run(() => within(commandTimeoutMs, call()))) };
}

/** A second connection with the same settings: one that listens cannot be shared with commands. */
export async function openTwin({ redis, log }: RedisConnection): Promise<Redis> {
  const twin = redis.duplicate();
  await connectOnce(twin, log);
  return twin;
}

export async function closeRedis(redis: Redis): Promise<void> {
  // QUIT answers after the replies still under way. Away or stalled there are none to wait for.
  await redis.quit().catch(() => {});
  redis.disconnect();
}

const redisOptions = {
  lazyConnect: true,
  connectTimeout: firstConnectMs,
  commandTimeout: clientTimeoutMs,
  socketTimeout: silenceMs,
  disconnectTimeout: goodbyeMs,
  // A command is sent now or fails now: what waits for a server that is away is stale before it is sent.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  retryStrategy: (attempt: number) => Math.min(25 * 2 ** attempt, reconnectDelayMsMax),
  // After a failover the old primary answers, but refuses writes: its address now leads to the new one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  scripts,
} satisfies RedisOptions;

async function connectOnce(redis: Redis, log: Logger): Promise<void> {
  let lastError: Error | undefined;
  let away = true;
  redis.on('error', (error) => {
    lastError = error;
    if (!away) log.warn({ err: error }, 'redis is away; reconnecting');
    away = true;
  });
  redis.on('ready', () => {
    if (lastError) log.info('redis is back');
    away = false;
  });
  const connected = Promise.withResolvers<void>();
  redis.once('ready', connected.resolve);
  const patience = setTimeout(connected.reject, firstConnectMs);
  // A failed attempt is repeated by the reconnecting that also serves later.
  redis.connect().catch(() => {});
  try {
    await connected.promise;
  } catch {
    redis.disconnect();
    const { host, port } = redis.options;
    const reason = lastError?.message ?? 'no answer';
    throw new StartupFault(`Redis at ${host}:${port} does not let us in: ${reason}.`, lastError);
  } finally {
    clearTimeout(patience);
  }
}

function checkedUrl(redisUrl: string): string {
  const protocol = URL.parse(redisUrl)?.protocol;
  if (protocol === 'redis:' || protocol === 'rediss:') return redisUrl;
  // Not echoed: a mistyped url still holds its password.
  throw new StartupFault('The Redis url must look like redis://host:6379 or rediss://host:6379.');
}

import { join } from 'node:path';
import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { connectNetworks } from '@botect/networks';
import { connectPolicy } from '@botect/policy';
import { busOptions, networksOptions, systemClock as now, type Scope } from '@botect/runtime';
import { connectTally } from '@botect/tally';
import type { z } from 'zod';
import type { configSchema } from './config.ts';

/** Connects to what the settings name and to the embedded twins for the rest. */
export async function connections({
  config,
  log,
  telemetry,
  health,
  use,
}: Scope<z.output<typeof configSchema>>) {
  const { DATABASE_URL: url, REDIS_URL: redisUrl, KAFKA_BROKERS: kafkaBrokers } = config;
  const embeddedDir = join(config.BOTECT_DATA_DIR, 'database');
  const database = await use(
    'database',
    connectDatabase({ url, embeddedDir, migrate: true, telemetry, log }),
  );
  const cache = await use(
    'cache',
    connectCache(redisUrl === undefined ? { embedded: true } : { redisUrl, telemetry, log }),
  );
  const bus = await use(
    'bus',
    connectBus(
      kafkaBrokers === undefined
        ? { sql: database, telemetry, log }
        : { ...busOptions({ ...config, KAFKA_BROKERS: kafkaBrokers }), clientId: 'botect', telemetry, log },
      topics,
    ),
  );
  const tally = await use('tally', connectTally({ bus, now, log, telemetry }));
  const policy = await use('policy', connectPolicy({ database, cache, telemetry, now, log }));
  const networks = await use(
    'networks',
    connectNetworks({ database, telemetry, now, log, ...networksOptions(config) }),
  );
  for (const [name, part] of Object.entries({ database, cache, bus })) health.check(name, () => part.ping());
  log.info(
    {
      database: url === undefined ? embeddedDir : 'postgresql',
      cache: redisUrl === undefined ? 'in process' : 'redis',
      bus: kafkaBrokers === undefined ? 'log in the database' : 'kafka',
    },
    'connected',
  );
  return { database, cache, bus, tally, policy, networks, now };
}

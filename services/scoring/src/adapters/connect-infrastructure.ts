import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** Connects to what a process of its own needs. Without any of the three it is not ready. */
export async function connectInfrastructure({
  config,
  log,
  telemetry,
  health,
  use,
}: Scope<InfrastructureSettings>) {
  const database = await use(
    'database',
    connectDatabase({ ...databaseOptions(config), role: 'scoring', telemetry, log }),
  );
  const cache = await use('cache', connectCache({ redisUrl: config.REDIS_URL, telemetry, log }));
  const bus = await use(
    'bus',
    connectBus({ ...busOptions(config), clientId: 'scoring', telemetry, log }, topics),
  );
  for (const [name, part] of Object.entries({ database, cache, bus })) health.check(name, () => part.ping());
  return { database, cache, bus };
}

import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** What the process is connected to. It is of use as long as the database answers, so that alone decides on readiness. */
export async function connectInfrastructure({
  config,
  log,
  telemetry,
  health,
  use,
}: Scope<InfrastructureSettings>) {
  const database = await use(
    'database',
    connectDatabase({ ...databaseOptions(config), role: 'accounts', telemetry, log }),
  );
  const cache = await use('cache', connectCache({ redisUrl: config.REDIS_URL, telemetry, log }));
  const bus = await use(
    'bus',
    connectBus({ ...busOptions(config), clientId: 'accounts', telemetry, log }, topics),
  );
  health.check('database', () => database.ping());
  for (const [name, part] of Object.entries({ cache, bus })) health.watch(name, () => part.ping());
  return { database, cache, bus };
}

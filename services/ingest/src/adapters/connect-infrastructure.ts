import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** What is asked here is one row by its key: no batch waits longer for that than for the log. */
const statementTimeoutMs = 3_000;

/** Connects to what a process of its own needs. Without the log nothing can be accepted, so readiness asks it alone. */
export async function connectInfrastructure({
  config,
  log,
  telemetry,
  health,
  use,
}: Scope<InfrastructureSettings>) {
  const database = await use(
    'database',
    connectDatabase({ ...databaseOptions(config), role: 'ingest', statementTimeoutMs, telemetry, log }),
  );
  const cache = await use('cache', connectCache({ redisUrl: config.REDIS_URL, telemetry, log }));
  const bus = await use(
    'bus',
    connectBus({ ...busOptions(config), clientId: 'ingest', telemetry, log }, topics),
  );
  health.check('bus', () => bus.ping());
  for (const [name, part] of Object.entries({ database, cache })) health.watch(name, () => part.ping());
  return { database, cache, bus };
}

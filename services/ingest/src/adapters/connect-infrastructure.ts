import { connectBus } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { topics } from '@botect/contracts';
import { connectDatabase } from '@botect/database';
import { busOptions, databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** Connects to what a process of its own needs. Without the log nothing can be accepted, so readiness asks it alone. */
export async function connectInfrastructure({ config, log, health, use }: Scope<InfrastructureSettings>) {
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'ingest', log }));
  const cache = await use(connectCache({ redisUrl: config.REDIS_URL, log }));
  const bus = await use(connectBus({ ...busOptions(config), clientId: 'ingest', log }, topics));
  health.check('bus', () => bus.ping());
  return { database, cache, bus };
}

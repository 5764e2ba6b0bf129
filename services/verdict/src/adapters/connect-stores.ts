import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** `VERDICT_CACHE_TIMEOUT_MS`: time given to the cache before the database is asked. */
type Settings = InfrastructureSettings & { readonly VERDICT_CACHE_TIMEOUT_MS: number };

/** What is asked here is one row by its key. After so long the connection is taken for dead, though no verdict waits for it. */
const statementTimeoutMs = 3_000;

/** Where scored sessions are. Neither is needed for an answer, so readiness asks neither. */
export async function connectStores({ config, log, telemetry, health, use }: Scope<Settings>) {
  const { REDIS_URL: redisUrl, VERDICT_CACHE_TIMEOUT_MS: commandTimeoutMs } = config;
  const database = await use(
    'database',
    connectDatabase({ ...databaseOptions(config), role: 'verdict', statementTimeoutMs, telemetry, log }),
  );
  const cache = await use('cache', connectCache({ redisUrl, telemetry, log, commandTimeoutMs }));
  for (const [name, part] of Object.entries({ database, cache })) health.watch(name, () => part.ping());
  return { database, cache };
}

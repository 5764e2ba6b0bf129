import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { databaseOptions, type InfrastructureSettings, type Scope } from '@botect/runtime';

/** `VERDICT_CACHE_TIMEOUT_MS`: time given to the cache before the database is asked. */
type Settings = InfrastructureSettings & { readonly VERDICT_CACHE_TIMEOUT_MS: number };

/** Where scored sessions are. Neither is needed for an answer, so readiness asks neither. */
export async function connectStores({ config, log, use }: Scope<Settings>) {
  const { REDIS_URL: redisUrl, VERDICT_CACHE_TIMEOUT_MS: commandTimeoutMs } = config;
  const database = await use(connectDatabase({ ...databaseOptions(config), role: 'verdict', log }));
  const cache = await use(connectCache({ redisUrl, log, commandTimeoutMs }));
  return { database, cache };
}

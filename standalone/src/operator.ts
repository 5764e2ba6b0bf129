/**
 * What only whoever runs the server may do to accounts.
 * Use: npm run operator -- accounts | suspend ID | resume ID | quota ID N|none | owner-code ID
 * Connects as the server does: DATABASE_URL, with REDIS_URL to tell the data plane at once; or the embedded database below
 * BOTECT_DATA_DIR while no server uses it.
 */
import { join } from 'node:path';
import { operator } from '@botect/accounts';
import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { silentLog as log, systemClock as now, readSettings } from '@botect/runtime';
import { configSchema } from './config.ts';
import { operate } from './operator-commands.ts';

const settings = configSchema.pick({
  DATABASE_URL: true,
  DATABASE_PASSWORD: true,
  REDIS_URL: true,
  REDIS_PASSWORD: true,
  BOTECT_DATA_DIR: true,
});

async function main(): Promise<string> {
  const {
    DATABASE_URL: url,
    REDIS_URL: redisUrl,
    BOTECT_DATA_DIR: folder,
  } = readSettings(process.env, settings);
  const embeddedDir = join(folder, 'database');
  const database = await connectDatabase({ url, embeddedDir, migrate: url === undefined, log });
  const cache = await connectCache(redisUrl ? { redisUrl, log } : { embedded: true });
  try {
    return await operate(operator({ database, cache, log, now }), process.argv.slice(2));
  } finally {
    await cache.close();
    await database.close();
  }
}

main().then(console.log, (error: Error) => {
  console.error(`operator: ${error.message}`);
  process.exitCode = 1;
});

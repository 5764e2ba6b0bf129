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
import { silentLog as log, systemClock as now } from '@botect/runtime';
import { operate } from './operator-commands.ts';

async function main(): Promise<string> {
  const { DATABASE_URL: url, REDIS_URL: redisUrl, BOTECT_DATA_DIR: folder = '.data' } = process.env;
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

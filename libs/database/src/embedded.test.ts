import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from './connect-database.ts';
import { databaseContract } from './database.contract.ts';

databaseContract('PGlite', async () => {
  const embeddedDir = await mkdtemp(join(tmpdir(), 'botect-database-'));
  return {
    open: (role) => connectDatabase({ embeddedDir, role, migrate: true }),
    remove: () => rm(embeddedDir, { recursive: true }),
  };
});

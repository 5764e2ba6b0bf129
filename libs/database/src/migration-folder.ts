import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Migration {
  /** The folder's name, `20261121000000_init`: migrations are applied in the order of their names. */
  readonly name: string;
  readonly script: string;
}

/** prisma/migrations, read from disk. */
export interface MigrationFolder {
  readonly path: string;
  readonly lockfile: string;
  readonly migrations: readonly Migration[];
}

export const schemaPath = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));
const folderPath = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

export async function readMigrationFolder(path = folderPath): Promise<MigrationFolder> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lockfile = await readFile(join(path, 'migration_lock.toml'), 'utf8');
  const migrations = await Promise.all(
    names.map(async (name) => ({ name, script: await readFile(join(path, name, 'migration.sql'), 'utf8') })),
  );
  return { path, lockfile, migrations };
}

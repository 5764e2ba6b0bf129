import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database, DatabaseRole } from '@botect/database';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(repository, 'node_modules', '.cache', 'botect');
/** What the files depend on. */
const sources = [
  'libs/database/prisma/migrations/*/migration.sql',
  'libs/database/node_modules/@electric-sql/pglite/package.json',
];

/** A new embedded database with every table, in memory; a second instead of the many its first start takes. Acts as its owner unless told. */
export async function embeddedDatabase(role?: DatabaseRole): Promise<Database> {
  const { connectDatabase } = await import('@botect/database');
  return connectDatabase({ embeddedFiles: await embeddedFiles(), migrate: true, role });
}

/** The files an embedded database of this version has after its migrations; made once and kept beside the packages. */
async function embeddedFiles(): Promise<Blob> {
  const path = join(folder, `embedded-${fingerprint()}.tar`);
  return readFile(path).then(
    (bytes) => new Blob([bytes]),
    () => makeFiles(path),
  );
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: repository }).sort()) {
    hash.update(path).update(readFileSync(join(repository, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function makeFiles(path: string): Promise<Blob> {
  const { migratedFiles } = await import('@botect/database');
  const files = await migratedFiles();
  await mkdir(folder, { recursive: true });
  for (const old of globSync('embedded-*.tar', { cwd: folder })) await rm(join(folder, old), { force: true });
  // Whole or not at all: other workers may be reading it, or making it too.
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, files.stream());
  await rename(unfinished, path);
  return files;
}

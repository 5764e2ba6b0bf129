import { PGlite } from '@electric-sql/pglite';
import { migrate } from './migrate.ts';

/**
 * The files of an embedded database that holds every table and nothing in them, as an archive (tar) for `embeddedFiles`:
 * making them takes several seconds, starting from them one.
 */
export async function migratedFiles(): Promise<Blob> {
  const embedded = await PGlite.create();
  try {
    await migrate({ embedded });
    return await embedded.dumpDataDir('none');
  } finally {
    await embedded.close();
  }
}

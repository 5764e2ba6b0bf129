import { PGlite } from '@electric-sql/pglite';
import { migrate } from './migrate.ts';
import { schemaPath } from './migration-folder.ts';
import { withEmbedded } from './migration-session.ts';
import { loadSchemaEngine } from './schema-engine.ts';

/**
 * SQL that would bring what the migrations make to what schema.prisma describes; null where they agree. Played through on a
 * PGlite in memory: the driver adapter for real servers cannot read the catalogue columns this needs.
 */
export async function schemaDifference(): Promise<string | null> {
  const embedded = await PGlite.create();
  try {
    await migrate({ embedded });
    return await withEmbedded(embedded, async ({ engine: connection }) => {
      const engine = await loadSchemaEngine(connection, schemaPath);
      return engine.diffToSchema().finally(() => engine.free());
    });
  } finally {
    await embedded.close();
  }
}

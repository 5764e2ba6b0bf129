import { type Logger, silentLog } from '@botect/runtime';
import type { PGlite } from '@electric-sql/pglite';
import { type MigrationFolder, readMigrationFolder, schemaPath } from './migration-folder.ts';
import { type MigrationSession, withEmbedded, withPostgres } from './migration-session.ts';

/** Where to apply the migrations: a PostgreSQL url, or an open embedded database. */
export type MigrationTarget = { readonly log?: Logger | undefined } & (
  | { readonly url: string }
  | { readonly embedded: PGlite }
);

interface RecordedMigration {
  readonly name: string;
  readonly finished: boolean;
}

/**
 * Brings the database up to prisma/migrations; resolves with the names applied, none when it was current. Replicas may
 * call it at once: one applies, the others wait for it. Rejects with SERVICE_UNAVAILABLE when the database is away, and with
 * the database's error when a migration fails; a failed one leaves nothing behind and is tried again next time.
 */
export async function migrate(target: MigrationTarget): Promise<readonly string[]> {
  const folder = await readMigrationFolder();
  const log = target.log ?? silentLog;
  const run = (session: MigrationSession) => bringUpToDate(session, folder, log);
  return 'url' in target ? withPostgres({ url: target.url, log }, run) : withEmbedded(target.embedded, run);
}

/** What the database and prisma/migrations do not have in common, by name. */
export interface MigrationGap {
  /** Not applied yet, or not to the end. */
  readonly missing: readonly string[];
  /** Applied by a newer version. */
  readonly unknown: readonly string[];
}

/** Compares without changing anything. Rejects as `migrate`. */
export async function compareMigrations(target: { readonly url: string }): Promise<MigrationGap> {
  const { migrations } = await readMigrationFolder();
  const records = await withPostgres({ url: target.url, log: silentLog }, readRecords);
  const own = migrations.map(({ name }) => name);
  const applied = records.filter(({ finished }) => finished).map(({ name }) => name);
  return {
    missing: own.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !own.includes(name)),
  };
}

async function bringUpToDate(session: MigrationSession, folder: MigrationFolder, log: Logger) {
  // Before the lock and the engine: at nearly every start there is nothing to do, and this answers in a millisecond.
  if (isCurrent(await readRecords(session), folder)) return [];
  await session.lock();
  const records = await readRecords(session);
  if (isCurrent(records, folder)) return [];
  log.info('migrating the database');
  const { loadSchemaEngine } = await import('./schema-engine.ts');
  const engine = await loadSchemaEngine(session.engine, schemaPath);
  try {
    // We hold the lock, so nobody is running it: that start was killed, and its transaction is gone with it.
    for (const { name, finished } of records) if (!finished) await engine.markRolledBack(name);
    const applied = await engine.applyMigrations(folder);
    log.info({ applied }, 'database migrated');
    return applied;
  } finally {
    engine.free();
  }
}

function isCurrent(records: readonly RecordedMigration[], { migrations }: MigrationFolder): boolean {
  const finished = new Set(records.filter((record) => record.finished).map((record) => record.name));
  return migrations.every(({ name }) => finished.has(name));
}

async function readRecords({ query }: MigrationSession): Promise<readonly RecordedMigration[]> {
  const known = await query<{ known: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as known`,
  );
  if (!known.rows[0]?.known) return [];
  const { rows } = await query<RecordedMigration>(
    'select migration_name as name, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
  );
  return rows;
}

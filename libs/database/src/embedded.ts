import { type Logger, StartupFault } from '@botect/runtime';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { asProblem } from './connection-faults.ts';
import type { Database, QueryResult } from './database.ts';
import { openFolder } from './embedded-folder.ts';
import { migrate } from './migrate.ts';
import { prismaWithProblems } from './prisma-faults.ts';
import { type DatabaseRole, roleName } from './roles.ts';
import { embeddedParsers } from './value-parsers.ts';

export interface EmbeddedOptions {
  readonly dir: string;
  readonly files?: Blob | undefined;
  readonly role?: DatabaseRole | undefined;
  readonly migrate?: boolean | undefined;
  readonly log: Logger;
}

/**
 * PostgreSQL compiled to WebAssembly, in this process: one connection, statements one after the other. Inside
 * `prisma.$transaction(async …)` use the transaction's client alone; any other statement waits for its end.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { dir, files, role, migrate: wanted, log } = options;
  const folder = await openFolder(dir);
  try {
    const embedded = await openFiles(folder.dataDir, files);
    await folder.created();
    if (wanted) await migrate({ embedded, log });
    if (role) await embedded.query(`set role ${roleName(role)}`);
    return embeddedDatabase(embedded, () => folder.release());
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function openFiles(dataDir: string, files: Blob | undefined): Promise<PGlite> {
  try {
    return await PGlite.create({
      dataDir,
      parsers: embeddedParsers,
      ...(files && { loadDataDir: files }),
    });
  } catch (error) {
    // Of damaged files, or those of another PostgreSQL version, it says little more than "Aborted()".
    const message = `The database in ${dataDir} cannot be opened: restore it from a copy, or remove it to start anew.`;
    throw new StartupFault(message, error);
  }
}

function embeddedDatabase(embedded: PGlite, release: () => Promise<void>): Database {
  const prisma = prismaWithProblems(new PrismaPGlite(embedded));
  let closing: Promise<void> | undefined;
  const query = <Row>(text: string, parameters: readonly unknown[] = []) =>
    queryOnce<Row>(embedded, text, parameters);

  return {
    query,
    prisma,
    ping: async () => void (await query('select 1')),
    close: () => {
      closing ??= prisma
        .$disconnect()
        .then(() => embedded.close())
        .then(release);
      return closing;
    },
  };
}

async function queryOnce<Row>(
  embedded: PGlite,
  text: string,
  parameters: readonly unknown[],
): Promise<QueryResult<Row>> {
  try {
    const { rows, affectedRows } = await embedded.query<Row>(text, [...parameters]);
    // PGlite counts no rows for a SELECT; the server does.
    return { rows, rowCount: rows.length || (affectedRows ?? 0) };
  } catch (error) {
    throw asProblem(error);
  }
}

import type { Logger } from '@botect/runtime';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { asProblem } from './connection-faults.ts';
import type { Sql } from './database.ts';
import { poolConfig } from './pool-config.ts';
import type { EngineConnection } from './schema-engine.ts';

/** A connection on which migrations run, alone. */
export interface MigrationSession extends Sql {
  /** Waits until no other process migrates this database; held until the session ends. */
  lock(): Promise<void>;
  readonly engine: EngineConnection;
}

interface PostgresTarget {
  readonly url: string;
  readonly log: Logger;
}

type Work<T> = (session: MigrationSession) => Promise<T>;

/** Any number but 72707369: that one the engine takes itself, after 10 s giving up with an error where we would wait. */
export const advisoryLock = 20_261_121;
/** Longer than any migration should take, short enough that a hung replica does not hang all others for good. */
const lockTimeoutMs = 120_000;

export async function withPostgres<T>({ url, log }: PostgresTarget, work: Work<T>): Promise<T> {
  // No statement timeout: building an index may take minutes.
  const config = { ...poolConfig({ url }), statement_timeout: 0, query_timeout: 0 };
  // Two: one holds the lock, one does the work. Breaking while idle shows at the next query.
  const pool = new pg.Pool({ ...config, max: 2 });
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // A migration warns of what it was not permitted to do.
    client.on('notice', ({ severity, message }) => severity === 'WARNING' && log.warn(message ?? ''));
  });
  try {
    const holder = await pool.connect();
    try {
      return await work(postgresSession(pool, holder));
    } finally {
      // Ends the connection rather than pooling it: that also frees the lock.
      holder.release(true);
    }
  } catch (error) {
    throw asProblem(error);
  } finally {
    await pool.end();
  }
}

function postgresSession(pool: pg.Pool, holder: pg.PoolClient): MigrationSession {
  return {
    query: async (text, parameters = []) => {
      const { rows, rowCount } = await holder.query(text, [...parameters]);
      return { rows, rowCount: rowCount ?? 0 };
    },
    lock: async () => {
      await holder.query(`set lock_timeout = ${lockTimeoutMs}`);
      await holder.query('select pg_advisory_lock($1)', [advisoryLock]);
    },
    engine: { factory: new PrismaPg(pool), runScript: (script) => pool.query(script) },
  };
}

/** The embedded database has one process and one connection: there is nobody to lock out. */
export function withEmbedded<T>(embedded: PGlite, work: Work<T>): Promise<T> {
  return work({
    query: async <Row>(text: string, parameters: readonly unknown[] = []) => {
      const { rows } = await embedded.query<Row>(text, [...parameters]);
      return { rows, rowCount: rows.length };
    },
    lock: async () => {},
    engine: { factory: new PrismaPGlite(embedded), runScript: (script) => embedded.exec(script) },
  });
}

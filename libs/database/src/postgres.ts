import { Problem } from '@botect/contracts';
import { type Logger, StartupFault, type Telemetry } from '@botect/runtime';
import type { Database } from './database.ts';
import { compareMigrations, migrate } from './migrate.ts';
import { type PoolOptions, poolConfig } from './pool-config.ts';
import { pooledDatabase } from './pooled-database.ts';
import { type DatabaseRole, roleName } from './roles.ts';

export interface PostgresOptions extends PoolOptions {
  readonly migrate?: boolean | 'check' | undefined;
  readonly log: Logger;
  readonly telemetry: Telemetry;
}

export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const config = poolConfig(options);
  if (options.migrate === true) await orRefuse(migrateOrStop(options), options);
  const database = pooledDatabase(config, options);
  try {
    if (options.migrate === 'check') await orRefuse(requireMigrations(options), options);
    await orRefuse(database.ping(), options);
  } catch (error) {
    if (!isAway(error)) {
      await database.close();
      throw error;
    }
    options.log.warn({ err: error.cause }, 'the database does not answer yet; starting without it');
  }
  return database;
}

async function migrateOrStop({ url, log }: PostgresOptions): Promise<void> {
  try {
    await migrate({ url, log });
  } catch (error) {
    if (!isAway(error)) throw error;
    const { host } = new URL(url);
    throw new StartupFault(
      `The database at ${host} does not answer; it is needed to apply the migrations.`,
      error,
    );
  }
}

/** One that is behind would fail query by query. One that is ahead serves: migrations only add until a later release. */
async function requireMigrations({ url, log }: PostgresOptions): Promise<void> {
  const { missing, unknown } = await compareMigrations({ url });
  if (unknown.length > 0) log.warn({ unknown }, 'the database is ahead of this version');
  if (missing.length === 0) return;
  throw new StartupFault(
    `The database lacks ${missing.length === 1 ? 'a migration' : `${missing.length} migrations`} (${missing.join(', ')}): run \`node libs/database/src/migrate-cli.ts\`, or start with DATABASE_MIGRATE=start.`,
  );
}

function isAway(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'SERVICE_UNAVAILABLE';
}

/** Turns what a person must put right into one line. */
async function orRefuse(work: Promise<unknown>, { role }: PostgresOptions): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    // At connection time PostgreSQL says 22023 for a role it does not have and 42501 for one it does not let us take.
    if (role && (code === '22023' || code === '42501'))
      throw new StartupFault(roleRefusal(role, message), error);
    // Wrong password (28), no such database (3D).
    if (typeof code === 'string' && /^(28|3D)/.test(code))
      throw new StartupFault(`The database refuses: ${message}.`, error);
    throw error;
  }
}

function roleRefusal(role: DatabaseRole, reason: unknown): string {
  return `The database user cannot act as ${roleName(role)} (${reason}): let a user that may create roles apply the migrations, then grant it that role.`;
}

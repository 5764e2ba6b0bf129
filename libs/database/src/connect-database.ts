import { type Logger, noTelemetry, silentLog, type Telemetry } from '@botect/runtime';
import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';
import type { DatabaseRole } from './roles.ts';

export interface ConnectOptions {
  /** `postgres://…`; when given, the real database is used and `embeddedDir` is ignored. */
  readonly url?: string | undefined;
  /** Folder of the embedded database; `memory://` (the default) keeps nothing. */
  readonly embeddedDir?: string | undefined;
  /** What an embedded database starts from where it has no files yet; see `migratedFiles`. */
  readonly embeddedFiles?: Blob | undefined;
  /** The role to act as, so that the database itself refuses writes to another service's schema. */
  readonly role?: DatabaseRole | undefined;
  /** Connections at most; 10 unless told. The embedded database always has one. */
  readonly poolMax?: number | undefined;
  /** How long one statement may run; 10,000 unless told. Real database only. */
  readonly statementTimeoutMs?: number | undefined;
  /** Apply missing migrations first; `check` refuses a database that lacks some, and changes nothing. Real database only. */
  readonly migrate?: boolean | 'check' | undefined;
  readonly log?: Logger | undefined;
  readonly telemetry?: Telemetry | undefined;
}

/**
 * Opens the database. Rejects with `StartupFault` where a person must act: a malformed url, a role that was never granted,
 * an unusable folder, missing migrations. A PostgreSQL that is merely away is no reason not to start, unless `migrate` needs it: readiness
 * tells, queries reject with SERVICE_UNAVAILABLE, and succeed again once it is back.
 */
export function connectDatabase(options: ConnectOptions = {}): Promise<Database> {
  const { log = silentLog, telemetry = noTelemetry } = options;
  if (options.url) return openPostgres({ ...options, url: options.url, log, telemetry });
  const { embeddedDir: dir = 'memory://', embeddedFiles: files } = options;
  return openEmbedded({ ...options, migrate: options.migrate === true, dir, files, log });
}

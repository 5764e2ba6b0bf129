import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { MigrationFolder } from './migration-folder.ts';

/**
 * Prisma's migration engine, compiled to WebAssembly, in place of the binary `prisma migrate` downloads. The package is
 * internal to Prisma and its version pinned: nothing outside this file knows its calls.
 */
export interface SchemaEngine {
  /** Applies what is missing, in order, and records it in `_prisma_migrations`. Resolves with the names applied. */
  applyMigrations(folder: MigrationFolder): Promise<readonly string[]>;
  /** Declares an interrupted migration as undone, so that it is applied again. */
  markRolledBack(migrationName: string): Promise<void>;
  /** SQL that would turn the connected database into what the schema file describes; null where they agree. */
  diffToSchema(): Promise<string | null>;
  free(): void;
}

/** What the engine speaks to: an adapter, and how to run a script of many statements in one go. */
export interface EngineConnection {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  runScript(script: string): Promise<unknown>;
}

/** The part of the global used here: its types come with the DOM's, which do not belong in a server. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const filters = { externalTables: [], externalEnums: [] };
let compiled: Promise<void> | undefined;

export async function loadSchemaEngine(
  connection: EngineConnection,
  schemaPath: string,
): Promise<SchemaEngine> {
  compiled ??= instantiate();
  await compiled;
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }];
  let scriptError: unknown;
  const keepError = (error: unknown) => {
    scriptError = error;
  };
  const adapter = bindMigrationAwareSqlAdapterFactory(withScripts(connection, keepError));
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    adapter,
  );

  return {
    applyMigrations: async (folder) => {
      const migrationsList = toList(folder);
      // The engine says only "external connector error"; what the database said is the error to show.
      const applied = await engine.applyMigrations({ migrationsList, filters }).catch((error: unknown) => {
        throw scriptError ?? error;
      });
      return applied.appliedMigrationNames;
    },
    markRolledBack: async (migrationName) => void (await engine.markMigrationRolledBack({ migrationName })),
    diffToSchema: async () => {
      const { stdout, exitCode } = await engine.diff({
        from: { tag: 'schemaDatasource', files, configDir: '' },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters,
      });
      return exitCode === 0 ? null : stdout;
    },
    free: () => engine.free(),
  };
}

/** By hand, because importing `.wasm` is still experimental in Node and warns. */
async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engineImports() });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
}

/** The engine never clears the timer around its lock: counted as work to do, it would hold a finished process for 10 s. */
function engineImports(): object {
  const timers = Object.keys(engineModule).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const start = (callback: () => void, delayMs: number) => setTimeout(callback, delayMs).unref();
  return { ...engineModule, ...Object.fromEntries(timers.map((name) => [name, start])) };
}

/**
 * The adapters' own `executeScript` cuts scripts at every semicolon (pg), which breaks DO blocks, or does not wait (PGlite).
 * One round trip for the whole script also makes it one transaction: a migration is applied entirely or not at all.
 */
function withScripts(
  { factory, runScript }: EngineConnection,
  onError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const scripted = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const executeScript = async (script: string) => {
      await runScript(script).catch((error: unknown) => {
        onError(error);
        throw error;
      });
    };
    return Object.assign(adapter, { executeScript });
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => scripted(await factory.connect()),
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

function toList({ path, lockfile, migrations }: MigrationFolder) {
  return {
    baseDir: path,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: script } },
    })),
    shadowDbInitScript: '',
  };
}

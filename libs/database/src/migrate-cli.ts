import { databaseUrlFrom } from '@botect/runtime';
import { migrate } from './migrate.ts';

/**
 * `node libs/database/src/migrate-cli.ts [url]`, the url from DATABASE_URL or DATABASE_URL_FILE unless given. For a deployment
 * that applies migrations once, as the owner of the tables, before services that may not.
 */
try {
  // biome-ignore lint/style/noProcessEnv: a command line is its own start, there is no run() around it.
  const url = process.argv[2] ?? databaseUrlFrom(process.env);
  const applied = await migrate({ url });
  process.stdout.write(applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'nothing to apply\n');
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

/** With the driver's own words: here the reader is the operator. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

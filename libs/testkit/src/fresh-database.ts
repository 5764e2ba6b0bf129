import type { Closable } from '@botect/runtime';
import type { RealInfrastructure } from './real-infrastructure.ts';
import { uniqueName } from './unique-name.ts';

export interface FreshDatabase extends Closable {
  readonly url: string;
}

/** A new, empty PostgreSQL database; `close` drops it, even while somebody is connected. */
export async function freshDatabase(real: RealInfrastructure): Promise<FreshDatabase> {
  const name = uniqueName('test');
  await execute(real.databaseUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(real.databaseUrl);
  url.pathname = name;
  return {
    url: url.href,
    close: () => execute(real.databaseUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  // Imported here, or every suite that wants a fake clock would load the database's client.
  const { connectDatabase } = await import('@botect/database');
  const database = await connectDatabase({ url });
  try {
    await database.query(statement);
  } finally {
    await database.close();
  }
}

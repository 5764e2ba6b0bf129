import { connectDatabase, type Database } from '@botect/database';
import { type FreshDatabase, freshDatabase, type RealInfrastructure } from '@botect/testkit';
import { afterAll, beforeAll } from '@jest/globals';

/** A PostgreSQL database of the suite's own with every table, from its first test to its last. */
export function migratedPostgres(real: RealInfrastructure) {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase(real);
    database = await connectDatabase({ url: fresh.url, migrate: true });
  }, 180_000);
  afterAll(async () => {
    await database.close();
    await fresh.close();
  });
  return {
    /** As the owner of the tables. */
    owner: () => database,
    /** Another connection, in the role of scoring; to be closed. */
    asScoring: () => connectDatabase({ url: fresh.url, role: 'scoring' }),
  };
}

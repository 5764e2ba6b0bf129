import { connectDatabase, type Database } from '@botect/database';
import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hideAddressesContract } from './hide-addresses.contract.ts';
import { postgresHideAddresses } from './hide-addresses.postgres.ts';

describeReal('PostgreSQL', (real) => {
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

  hideAddressesContract(() => database);

  test('lets scoring do it in its own role', async () => {
    const own = await connectDatabase({ url: fresh.url, role: 'scoring' });
    expect(await postgresHideAddresses(own)(0, 1)).toBe(0);
    await own.close();
  });
});

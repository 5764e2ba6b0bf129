import { connectDatabase } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, expect, test } from '@jest/globals';
import { hashKey } from './hash-key.ts';
import { policySourceContract } from './policy-source.contract.ts';
import { policySourcePostgres } from './policy-source.postgres.ts';

describeReal('postgres', (real) => {
  let fresh: FreshDatabase;
  afterAll(() => fresh.close());

  policySourceContract('policy source on PostgreSQL', async () => {
    fresh = await freshDatabase(real);
    return connectDatabase({ url: fresh.url, migrate: true });
  });

  test.each(['ingest', 'scoring', 'verdict'] as const)('%s may read policies', async (role) => {
    const database = await connectDatabase({ url: fresh.url, role });
    expect(await policySourcePostgres(database, silentLog)(hashKey('nobody'))).toBeNull();
    await database.close();
  });
});

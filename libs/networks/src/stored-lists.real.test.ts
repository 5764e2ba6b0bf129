import { connectDatabase, type Database } from '@botect/database';
import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { storedListsContract } from './stored-lists.contract.ts';
import { postgresStoredLists } from './stored-lists.postgres.ts';

describeReal('lists stored in PostgreSQL', (real) => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase(real);
    await (await connectDatabase({ url: fresh.url, migrate: true })).close();
    database = await connectDatabase({ url: fresh.url, role: 'scoring' });
  });
  afterAll(async () => {
    await database.close();
    await fresh.close();
  });

  storedListsContract(() => database);

  test('are read by verdicts, and written by scoring alone', async () => {
    const verdict = await connectDatabase({ url: fresh.url, role: 'verdict' });
    const stored = postgresStoredLists(verdict);
    expect(await stored.newerThan(0, ['bing'])).toEqual(expect.any(Array));
    await expect(stored.claim('bing', 0)).rejects.toThrow();
    await verdict.close();
  });
});

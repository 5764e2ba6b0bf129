import { connectDatabase } from '@botect/database';
import { describeReal, type FreshDatabase, freshDatabase } from '@botect/testkit';
import { afterAll } from '@jest/globals';
import { findAppearanceContract } from './find-appearance.contract.ts';

describeReal('postgres', (real) => {
  let fresh: FreshDatabase;
  afterAll(() => fresh.close());

  findAppearanceContract('appearances in PostgreSQL, as verdict', async () => {
    fresh = await freshDatabase(real);
    const owner = await connectDatabase({ url: fresh.url, migrate: true });
    return { owner, reader: await connectDatabase({ url: fresh.url, role: 'verdict' }) };
  });
});

import { describeReal } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { hideAddressesContract } from './hide-addresses.contract.ts';
import { postgresHideAddresses } from './hide-addresses.postgres.ts';
import { migratedPostgres } from './migrated-postgres.fixture.ts';

describeReal('PostgreSQL', (real) => {
  const { owner, asScoring } = migratedPostgres(real);

  hideAddressesContract(owner);

  test('lets scoring do it in its own role', async () => {
    const own = await asScoring();
    expect(await postgresHideAddresses(own)(0, 1)).toBe(0);
    await own.close();
  });
});

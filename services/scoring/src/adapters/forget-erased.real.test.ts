import { describeReal } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { forgetErasedContract } from './forget-erased.contract.ts';
import { postgresForgetErased } from './forget-erased.postgres.ts';
import { migratedPostgres } from './migrated-postgres.fixture.ts';

describeReal('PostgreSQL', (real) => {
  const { owner, asScoring } = migratedPostgres(real);

  forgetErasedContract(owner);

  test('lets scoring do it in its own role', async () => {
    const own = await asScoring();
    expect(await postgresForgetErased(own)(0, 1)).toBe(0);
    await own.close();
  });
});

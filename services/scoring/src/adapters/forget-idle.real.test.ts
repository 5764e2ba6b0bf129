import { describeReal } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { forgetIdleContract } from './forget-idle.contract.ts';
import { postgresForgetIdle } from './forget-idle.postgres.ts';
import { migratedPostgres } from './migrated-postgres.fixture.ts';

describeReal('PostgreSQL', (real) => {
  const { owner, asScoring } = migratedPostgres(real);

  forgetIdleContract(owner);

  test('lets scoring do it in its own role', async () => {
    const own = await asScoring();
    expect(await postgresForgetIdle(own)(0, 1)).toBe(0);
    await own.close();
  });
});

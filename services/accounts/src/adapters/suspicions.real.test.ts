import { connectDatabase } from '@botect/database';
import { describeReal, freshDatabase } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { prismaTransact } from './stores.prisma.ts';

describeReal('suspicions on PostgreSQL, where two transactions can be at work', (real) => {
  test('one of them alone has the claim, until it ends', async () => {
    const fresh = await freshDatabase(real);
    const database = await connectDatabase({ url: fresh.url, role: 'accounts', migrate: true });
    const transact = prismaTransact(database.prisma, () => 0);
    const claim = () => transact(({ suspicions }) => suspicions.claim());
    const during = await transact(async ({ suspicions }) => [await suspicions.claim(), await claim()]);
    expect([...during, await claim()]).toEqual([true, false, true]);
    await database.close();
    await fresh.close();
  });
});

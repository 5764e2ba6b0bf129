import { describeReal, freshDatabase } from '@botect/testkit';
import { connectDatabase } from './connect-database.ts';
import { databaseContract } from './database.contract.ts';

describeReal('on a real server', (real) => {
  databaseContract('PostgreSQL', async () => {
    const { url, close } = await freshDatabase(real);
    return { open: (role) => connectDatabase({ url, role, migrate: true, poolMax: 4 }), remove: close };
  });
});

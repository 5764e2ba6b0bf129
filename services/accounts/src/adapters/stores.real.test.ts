import { connectDatabase } from '@botect/database';
import { describeReal, freshDatabase } from '@botect/testkit';
import { storesContract } from './stores.contract.ts';

describeReal('on PostgreSQL, as the role of the service', (real) => {
  storesContract(async () => {
    const fresh = await freshDatabase(real);
    const database = await connectDatabase({ url: fresh.url, role: 'accounts', migrate: true });
    const close = () => database.close().then(() => fresh.close());
    return { ...database, close };
  });
});

import { connectDatabase } from '@botect/database';
import { describeReal, freshDatabase } from '@botect/testkit';
import { sessionStoreContract } from './session-store.contract.ts';

describeReal('on PostgreSQL', (real) => {
  sessionStoreContract(async () => {
    const fresh = await freshDatabase(real);
    const database = await connectDatabase({ url: fresh.url, role: 'scoring', migrate: true });
    const close = () => database.close().then(() => fresh.close());
    return { ...database, close };
  });
});

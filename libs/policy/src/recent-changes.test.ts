import { connectDatabase } from '@botect/database';
import { recentChangesContract } from './recent-changes.contract.ts';

recentChangesContract('recent changes in the embedded database', async () => {
  const owner = await connectDatabase({ migrate: true });
  return { owner, reader: owner };
});

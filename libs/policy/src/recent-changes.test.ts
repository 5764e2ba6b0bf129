import { embeddedDatabase } from '@botect/testkit';
import { recentChangesContract } from './recent-changes.contract.ts';

recentChangesContract('recent changes in the embedded database', async () => {
  const owner = await embeddedDatabase();
  return { owner, reader: owner };
});

import { embeddedDatabase } from '@botect/testkit';
import { findAppearanceContract } from './find-appearance.contract.ts';

findAppearanceContract('appearances in the embedded database', async () => {
  const owner = await embeddedDatabase();
  return { owner, reader: owner };
});

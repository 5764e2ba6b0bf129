import { connectDatabase } from '@botect/database';
import { findAppearanceContract } from './find-appearance.contract.ts';

findAppearanceContract('appearances in the embedded database', async () => {
  const owner = await connectDatabase({ migrate: true });
  return { owner, reader: owner };
});

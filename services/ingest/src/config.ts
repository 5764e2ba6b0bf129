import { busShape, cacheShape, databaseShape, listenShape, testKeysShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...testKeysShape,
});

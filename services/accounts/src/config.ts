import { bootstrapTokenSchema } from '@botect/contracts';
import { busShape, cacheShape, callRatesShape, databaseShape, listenShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...callRatesShape,
  /** Read at the very first start alone: becomes the first account's token, for automation. */
  BOTECT_BOOTSTRAP_TOKEN: bootstrapTokenSchema.optional(),
});

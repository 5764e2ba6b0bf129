import { bootstrapTokenSchema } from '@botect/contracts';
import { cacheShape, databaseShape, listenShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  /** Read at the very first start alone: becomes the first account's token, for automation. */
  BOTECT_BOOTSTRAP_TOKEN: bootstrapTokenSchema.optional(),
});

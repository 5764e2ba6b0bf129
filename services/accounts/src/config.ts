import { bootstrapTokenSchema } from '@botect/contracts';
import {
  busShape,
  cacheShape,
  callRatesShape,
  databaseShape,
  listenShape,
  retentionShape,
} from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...callRatesShape,
  ...retentionShape,
  BOTECT_BOOTSTRAP_TOKEN: bootstrapTokenSchema.optional(),
});

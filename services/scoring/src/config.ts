import { busShape, cacheShape, databaseShape, networksShape, scoringShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...networksShape,
  ...scoringShape,
});

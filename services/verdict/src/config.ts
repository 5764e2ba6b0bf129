import {
  busShape,
  cacheShape,
  databaseShape,
  listenShape,
  milliseconds,
  networksShape,
  testKeysShape,
  verdictShape,
} from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...verdictShape,
  ...networksShape,
  ...testKeysShape,
  VERDICT_CACHE_TIMEOUT_MS: milliseconds()
    .default(12)
    .describe('Time given to the cache before the database is asked; below the budget, so that it can be.'),
});

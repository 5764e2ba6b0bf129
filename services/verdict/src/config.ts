import {
  busShape,
  cacheShape,
  databaseShape,
  listenShape,
  milliseconds,
  verdictShape,
} from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  ...verdictShape,
  /** Time given to the cache before the database is asked; below the budget, so that it can be. */
  VERDICT_CACHE_TIMEOUT_MS: milliseconds().default(12),
});

import { cacheShape, databaseShape, listenShape, milliseconds } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  ...databaseShape,
  ...cacheShape,
  /** Time inside the service after which a verdict fails open. */
  VERDICT_BUDGET_MS: milliseconds().default(25),
  /** Time given to the cache before the database is asked; below the budget, so that it can be. */
  VERDICT_CACHE_TIMEOUT_MS: milliseconds().default(12),
});

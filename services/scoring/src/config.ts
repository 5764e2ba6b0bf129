import { busShape, cacheShape, databaseShape, wholeNumber } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...databaseShape,
  ...cacheShape,
  ...busShape,
  /** Sessions kept in memory between fetches; about 3 kB each. */
  SCORING_SESSIONS_IN_MEMORY: wholeNumber().default(20_000),
});

import { busShape, cacheShape, databaseShape, scoringShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({ ...databaseShape, ...cacheShape, ...busShape, ...scoringShape });

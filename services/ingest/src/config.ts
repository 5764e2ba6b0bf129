import { busShape, cacheShape, databaseShape, listenShape } from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({ ...listenShape, ...databaseShape, ...cacheShape, ...busShape });

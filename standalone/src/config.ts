import { bootstrapTokenSchema } from '@botect/contracts';
import {
  busShape,
  cacheShape,
  callRatesShape,
  databaseShape,
  listenShape,
  networksShape,
  scoringShape,
  testKeysShape,
  verdictShape,
} from '@botect/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...listenShape,
  /** Where the embedded database lives; made when missing. */
  BOTECT_DATA_DIR: z.string().default('.data'),
  /** Becomes the first account token when set at the first start; 32 or more URL-safe characters. */
  BOTECT_BOOTSTRAP_TOKEN: bootstrapTokenSchema.optional(),
  /** PostgreSQL instead of the embedded database. */
  DATABASE_URL: databaseShape.DATABASE_URL.optional(),
  /** Redis instead of the in-process cache. */
  REDIS_URL: cacheShape.REDIS_URL.optional(),
  /** Apache Kafka instead of the log in the database. */
  KAFKA_BROKERS: busShape.KAFKA_BROKERS.optional(),
  KAFKA_TOPIC_PREFIX: busShape.KAFKA_TOPIC_PREFIX,
  ...callRatesShape,
  ...verdictShape,
  ...scoringShape,
  ...networksShape,
  ...testKeysShape,
  /** Whether `/demo` shows visitors their own score. Unless told, with the embedded database alone: on one's own machine. */
  DEMO: z.enum(['auto', 'on', 'off'], 'must be one of auto, on, off').default('auto'),
});

/** Whether the demo page is served. */
export const servesDemo = ({ DEMO, DATABASE_URL }: z.output<typeof configSchema>): boolean =>
  DEMO === 'auto' ? DATABASE_URL === undefined : DEMO === 'on';

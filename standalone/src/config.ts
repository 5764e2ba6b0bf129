import { bootstrapTokenSchema } from '@botect/contracts';
import {
  busShape,
  cacheShape,
  callRatesShape,
  choice,
  databaseShape,
  listenShape,
  networksShape,
  retentionShape,
  scoringShape,
  testKeysShape,
  verdictShape,
} from '@botect/runtime';
import { z } from 'zod';

/** Kafka, or the log in the database where no brokers are named. */
export const logShape = { ...busShape, KAFKA_BROKERS: busShape.KAFKA_BROKERS.optional() };

export const configSchema = z.object({
  ...listenShape,
  BOTECT_DATA_DIR: z
    .string()
    .default('.data')
    .describe('Where the embedded database lives; made when missing.'),
  BOTECT_BOOTSTRAP_TOKEN: bootstrapTokenSchema.optional(),
  DATABASE_URL: databaseShape.DATABASE_URL.optional(),
  DATABASE_PASSWORD: databaseShape.DATABASE_PASSWORD,
  REDIS_URL: cacheShape.REDIS_URL.optional(),
  REDIS_PASSWORD: cacheShape.REDIS_PASSWORD,
  ...logShape,
  ...callRatesShape,
  ...retentionShape,
  ...verdictShape,
  ...scoringShape,
  ...networksShape,
  ...testKeysShape,
  DEMO: choice('auto', 'on', 'off')
    .default('auto')
    .describe(
      "Whether `/demo` shows visitors their own score; `auto`: with the embedded database alone, on one's own machine.",
    ),
});

/** Whether the demo page is served. */
export const servesDemo = ({ DEMO, DATABASE_URL }: z.output<typeof configSchema>): boolean =>
  DEMO === 'auto' ? DATABASE_URL === undefined : DEMO === 'on';

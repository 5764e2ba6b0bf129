import { z } from 'zod';

/** How a deployment wants Kafka's topics; a file, `topics.json`. The names are those without a prefix, dead letters' included. */
export const topicDeclarationSchema = z.strictObject({
  /** Brokers that hold a copy of each partition. */
  replication: z.int().min(1),
  /** Copies that must have a record before it counts as kept. */
  min_in_sync: z.int().min(1),
  topics: z.record(
    z.string(),
    z.strictObject({ partitions: z.int().min(1), retention_hours: z.int().min(1) }),
  ),
});
export type TopicDeclaration = Readonly<z.infer<typeof topicDeclarationSchema>>;

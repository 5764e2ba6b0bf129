/** What the bus must know of a topic; missing ones are created on connecting. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  /** How long records are kept, ms. */
  readonly retentionMs: number;
}

/** A week: a poison record found on Friday evening is still there when somebody looks. */
const deadLetterRetentionMsMin = 7 * 86_400_000;

/** How long a topic's dead letters are kept, ms. */
export function deadLetterRetentionMs({ retentionMs }: Pick<TopicDefinition, 'retentionMs'>): number {
  return Math.max(retentionMs, deadLetterRetentionMsMin);
}

export function deadLetterTopic(topic: string): string {
  return `${topic}.dead-letter`;
}

/** The topics, each followed by the topic its dead letters go to. */
export function withDeadLetterTopics(topics: readonly TopicDefinition[]): TopicDefinition[] {
  return topics.flatMap(({ name, partitions, retentionMs }) => [
    { name, partitions, retentionMs },
    { name: deadLetterTopic(name), partitions: 1, retentionMs: deadLetterRetentionMs({ retentionMs }) },
  ]);
}

/** Of the time records are kept, the part in which a segment is written. */
const segmentPart = 1 / 12;

/**
 * Kafka's settings of a topic. Retention that holds: a segment is removed whole, once its newest record is old enough, so that its oldest
 * lives as long again as it was written. A quiet topic would be written into one for a week.
 */
export function topicConfig(retentionMs: number, minInSync: number): ReadonlyMap<string, string> {
  const segmentMs = Math.floor(retentionMs * segmentPart);
  return new Map([
    ['retention.ms', String(retentionMs - segmentMs)],
    ['segment.ms', String(segmentMs)],
    ['min.insync.replicas', String(minInSync)],
  ]);
}

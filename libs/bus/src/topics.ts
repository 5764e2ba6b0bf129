/** What the bus must know of a topic; missing ones are created on connecting. */
export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  /** How long records are kept, ms. */
  readonly retentionMs: number;
}

/** A week: a poison record found on Friday evening is still there when somebody looks. */
const deadLetterRetentionMsMin = 7 * 86_400_000;

export function deadLetterTopic(topic: string): string {
  return `${topic}.dead-letter`;
}

/** The topics, each followed by the topic its dead letters go to. */
export function withDeadLetterTopics(topics: readonly TopicDefinition[]): TopicDefinition[] {
  return topics.flatMap(({ name, partitions, retentionMs }) => [
    { name, partitions, retentionMs },
    {
      name: deadLetterTopic(name),
      partitions: 1,
      retentionMs: Math.max(retentionMs, deadLetterRetentionMsMin),
    },
  ]);
}

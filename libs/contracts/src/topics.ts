/** Every topic: who writes it, who reads it, how it is keyed, how long records live. */
export interface TopicDefinition {
  readonly name: string;
  readonly producer: string;
  readonly consumers: readonly string[];
  readonly key: string;
  /** Upper bound of scoring replicas that can share the work. */
  readonly partitions: number;
  readonly retentionMs: number;
}

const dayMs = 86_400_000;

export const signalsTopic: TopicDefinition = {
  name: 'signals',
  producer: 'ingest',
  consumers: ['scoring'],
  key: 'project:session',
  partitions: 12,
  // Raw signals are kept for three days at most: long enough to outlive a weekend's outage, short for privacy.
  retentionMs: 3 * dayMs,
};

export const topics: readonly TopicDefinition[] = [signalsTopic];

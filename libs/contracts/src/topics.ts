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
  // Accounts asks among a session's signals to forget it: see `session-erasure.ts`.
  producer: 'ingest, accounts',
  consumers: ['scoring'],
  key: 'project:session',
  partitions: 12,
  // Raw signals are kept for three days at most: long enough to outlive a weekend's outage, short for privacy.
  retentionMs: 3 * dayMs,
};

export const talliesTopic: TopicDefinition = {
  name: 'tallies',
  producer: 'ingest, verdict',
  consumers: ['accounts'],
  // A source's records stay in order, so that its last sequence tells which came before.
  key: 'source',
  partitions: 3,
  retentionMs: 3 * dayMs,
};

export const topics: readonly TopicDefinition[] = [signalsTopic, talliesTopic];

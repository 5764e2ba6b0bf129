import type { Logger } from '@botect/runtime';
import type { Admin } from 'kafkajs';
import { patiently } from './timing.ts';
import { type TopicDefinition, topicConfig } from './topics.ts';

const copiesMax = 3;

/**
 * Creates the topics that are missing, and warns of those with fewer partitions than meant: they work, but that many consumers at
 * most share their work, and to add partitions is for an operator to decide. Several processes may do so at once: one of them
 * wins, all succeed.
 */
export async function createMissingTopics(
  admin: Admin,
  topics: readonly TopicDefinition[],
  log: Logger,
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const isThere = ({ name }: TopicDefinition) => existing.has(name);
  const missing = topics.filter((topic) => !isThere(topic));
  await warnOfNarrow(admin, topics.filter(isThere), log);
  if (missing.length === 0) return;
  const { brokers } = await admin.describeCluster();
  const copies = Math.min(copiesMax, brokers.length);
  // Of three copies one may be away: writes go on, and what was acknowledged is still on two machines.
  const inSyncMin = copies === copiesMax ? 2 : 1;
  await admin.createTopics({
    waitForLeaders: false,
    topics: missing.map(({ name, partitions, retentionMs }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor: copies,
      configEntries: configEntries(topicConfig(retentionMs, inSyncMin)),
    })),
  });
  const names = missing.map(({ name }) => name);
  // kafkajs's own waiting does not bear a broker that has not heard of the topic yet.
  await patiently(() => admin.fetchTopicMetadata({ topics: names }));
  log.info({ topics: names, copies }, 'topics created');
}

async function warnOfNarrow(admin: Admin, meant: readonly TopicDefinition[], log: Logger): Promise<void> {
  if (meant.length === 0) return;
  const { topics } = await admin.fetchTopicMetadata({ topics: meant.map(({ name }) => name) });
  const found = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
  for (const { name: topic, partitions } of meant) {
    const has = found.get(topic) ?? partitions;
    if (has < partitions)
      log.warn({ topic, has, meant: partitions }, 'a topic has fewer partitions than meant');
  }
}

/** As the admin client takes them. */
export function configEntries(config: ReadonlyMap<string, string>) {
  return [...config].map(([name, value]) => ({ name, value }));
}

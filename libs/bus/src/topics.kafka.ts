import type { Logger } from '@botect/runtime';
import type { Admin } from 'kafkajs';
import { patiently } from './timing.ts';
import type { TopicDefinition } from './topics.ts';

const copiesMax = 3;

/** Creates the topics that are missing. Several processes may do so at once: one of them wins, all succeed. */
export async function createMissingTopics(
  admin: Admin,
  topics: readonly TopicDefinition[],
  log: Logger,
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !existing.has(name));
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
      configEntries: [
        { name: 'retention.ms', value: String(retentionMs) },
        { name: 'min.insync.replicas', value: String(inSyncMin) },
      ],
    })),
  });
  const names = missing.map(({ name }) => name);
  // kafkajs's own waiting does not bear a broker that has not heard of the topic yet.
  await patiently(() => admin.fetchTopicMetadata({ topics: names }));
  log.info({ topics: names, copies }, 'topics created');
}

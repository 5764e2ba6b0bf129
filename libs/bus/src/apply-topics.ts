import { StartupFault } from '@botect/runtime';
import type { Admin } from 'kafkajs';
import { type KafkaOptions, withDefaults } from './connect-log.ts';
import type { DeclaredTopic } from './declared-topics.ts';
import { kafkaClient } from './kafka-client.ts';
import { patiently } from './timing.ts';
import { type FoundTopic, type TopicChange, topicChanges } from './topic-changes.ts';
import { configEntries } from './topics.kafka.ts';

/** `TOPIC` among the kinds of resources in Kafka's protocol. */
const topicResource = 2;
/** `DYNAMIC_TOPIC_CONFIG` of Kafka's protocol: set on the topic itself, not on a broker. */
const topicsOwn = 1;

/**
 * Makes Kafka's topics as declared: creates missing ones, adds partitions, sets retention and copies in sync. Answers a line
 * for each thing done, or to be done when `dryRun`. Rejects with a StartupFault, and does nothing, where Kafka has more
 * partitions or other copies than declared: neither can be changed in place.
 */
export async function applyTopics(
  options: KafkaOptions,
  declared: readonly DeclaredTopic[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly string[]> {
  const { publishTimeoutMs: callTimeoutMs, topicPrefix = '' } = { topicPrefix: '', ...withDefaults(options) };
  const wanted = declared.map((topic) => ({ ...topic, name: `${topicPrefix}${topic.name}` }));
  const admin = kafkaClient({ ...options, callTimeoutMs }).admin();
  try {
    await admin.connect();
    const { changes, faults } = topicChanges(wanted, await foundTopics(admin, wanted));
    if (faults.length > 0) throw new StartupFault(`topics: ${faults.join('; ')}`);
    if (!dryRun && changes.length > 0) {
      for (const change of changes) await apply(admin, change);
      await patiently(() => settled(admin, wanted));
    }
    return changes.map(({ told }) => told);
  } catch (error) {
    if (error instanceof StartupFault) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new StartupFault(`Kafka at ${options.kafkaBrokers.join(',')} cannot be used: ${said}.`, error);
  } finally {
    await admin.disconnect();
  }
}

/** A broker hears of a change a moment later than it is accepted; whoever comes next must find it. */
async function settled(admin: Admin, wanted: readonly DeclaredTopic[]): Promise<void> {
  const { changes } = topicChanges(wanted, await foundTopics(admin, wanted));
  const waiting = changes.map(({ name }) => name);
  if (waiting.length > 0) throw new Error(`${waiting.join(', ')} did not change as asked`);
}

async function foundTopics(admin: Admin, wanted: readonly DeclaredTopic[]): Promise<FoundTopic[]> {
  const present = new Set(await admin.listTopics());
  const names = wanted.map(({ name }) => name).filter((name) => present.has(name));
  if (names.length === 0) return [];
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    resources: names.map((name) => ({ type: topicResource, name })),
    includeSynonyms: false,
  });
  return topics.map(({ name, partitions }) => {
    const entries = resources.find((resource) => resource.resourceName === name)?.configEntries ?? [];
    const own = entries.filter(({ configSource }) => configSource === topicsOwn);
    return {
      name,
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      config: new Map(own.map(({ configName, configValue }) => [configName, configValue])),
    };
  });
}

async function apply(admin: Admin, change: TopicChange): Promise<void> {
  if (change.kind === 'create') {
    const { name, partitions, replication, config } = change;
    const created = { topic: name, numPartitions: partitions, replicationFactor: replication };
    await admin.createTopics({
      topics: [{ ...created, configEntries: configEntries(config) }],
      waitForLeaders: false,
    });
  } else if (change.kind === 'partitions') {
    await admin.createPartitions({ topicPartitions: [{ topic: change.name, count: change.partitions }] });
  } else {
    const { name, config } = change;
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: topicResource, name, configEntries: configEntries(config) }],
    });
  }
}

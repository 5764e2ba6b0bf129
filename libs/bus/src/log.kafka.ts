import { StartupFault, within } from '@botect/runtime';
import type { Admin, Kafka, Producer } from 'kafkajs';
import { appendAll } from './append.kafka.ts';
import { consumeKafka } from './consumer.kafka.ts';
import { type KafkaClientOptions, kafkaClient } from './kafka-client.ts';
import { keyHash } from './key-hash.ts';
import type { Log } from './log.ts';
import type { Timing } from './timing.ts';
import { createMissingTopics } from './topics.kafka.ts';
import type { TopicDefinition } from './topics.ts';

export interface KafkaLogOptions extends KafkaClientOptions {
  readonly topics: readonly TopicDefinition[];
  readonly timing: Timing;
}

const pingTimeoutMs = 2_000;
/** Calls are two at a time; the rest of the connection is for metadata. */
const maxInFlightRequests = 5;

/** Connects, and creates missing topics. Rejects with `StartupFault` when the brokers do not answer. */
export async function connectKafkaLog(options: KafkaLogOptions): Promise<Log> {
  const kafka = kafkaClient(options);
  const admin = kafka.admin();
  const partitionCounts = new Map<string, number>();
  const producer = kafka.producer({
    createPartitioner:
      () =>
      ({ topic, message, partitionMetadata }) => {
        partitionCounts.set(topic, partitionMetadata.length);
        return keyHash(String(message.key)) % partitionMetadata.length;
      },
    allowAutoTopicCreation: false,
    maxInFlightRequests,
  });
  try {
    await admin.connect();
    await createMissingTopics(admin, options.topics, options.log);
    await producer.connect();
  } catch (error) {
    await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
    const said = error instanceof Error ? error.message : String(error);
    throw new StartupFault(`Kafka at ${options.kafkaBrokers.join(',')} cannot be used: ${said}.`, error);
  }
  return kafkaLog({ ...options, kafka, admin, producer, partitionCounts });
}

interface KafkaConnection extends KafkaLogOptions {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly producer: Producer;
  /** Of every topic written to, as at the latest call. */
  readonly partitionCounts: ReadonlyMap<string, number>;
}

function kafkaLog(connection: KafkaConnection): Log {
  const { kafka, admin, producer, partitionCounts, topics, callTimeoutMs, log, timing } = connection;
  return {
    append: (topic, records) =>
      appendAll(records, {
        send: (left) => producer.send({ topic, messages: [...left], acks: -1, timeout: callTimeoutMs }),
        partitionOf: ({ key }) => keyHash(key) % (partitionCounts.get(topic) ?? 1),
      }),
    consume(consumption) {
      const { topic, group } = consumption;
      const partitions = topics.find(({ name }) => name === topic)?.partitions ?? 1;
      return consumeKafka({ ...consumption, kafka, groupId: groupId(topic, group), partitions, log, timing });
    },
    async lag(topic, group) {
      const [ends, groupOffsets] = await Promise.all([
        admin.fetchTopicOffsets(topic),
        admin.fetchOffsets({ groupId: groupId(topic, group), topics: [topic] }),
      ]);
      const committed = new Map(
        groupOffsets.flatMap(({ partitions }) =>
          partitions.map(({ partition, offset }) => [partition, Number(offset)]),
        ),
      );
      // A group that never committed has -1, one that slept too long is behind what is kept: both start at `low`.
      return new Map(
        ends.map(({ partition, low, high }) => [
          partition,
          Number(high) - Math.max(Number(low), committed.get(partition) ?? 0),
        ]),
      );
    },
    async ping() {
      const names = topics.slice(0, 1).map(({ name }) => name);
      const ask = () => admin.fetchTopicMetadata({ topics: names });
      // Each time a broker picked at random: that one of several is away does not make the log away.
      await within(pingTimeoutMs, ask().catch(ask).catch(ask));
    },
    async close() {
      await Promise.all([producer.disconnect(), admin.disconnect()]);
    },
  };
}

/** All members of one Kafka group must read the same topics, so each topic has groups of its own. */
function groupId(topic: string, group: string): string {
  return `${group}.${topic}`;
}

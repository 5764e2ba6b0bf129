import { connectBus, type ReceivedRecord } from '@botect/bus';
import { type Closable, silentLog } from '@botect/runtime';

export interface Records extends Closable {
  /** All there were in the topics so far. */
  readonly kept: readonly ReceivedRecord[];
  /** Puts a record into a topic as nobody of ours would. */
  put(topic: string, value: string): Promise<void>;
}

export interface RecordsOptions {
  readonly kafkaBrokers: readonly string[];
  readonly topicPrefix: string;
}

/** Reads the topics, each from its beginning, beside whoever else does. */
export async function readRecords(options: RecordsOptions, topics: readonly string[]): Promise<Records> {
  const kept: ReceivedRecord[] = [];
  const { kafkaBrokers, topicPrefix } = options;
  const definitions = topics.map((name) => ({ name, partitions: 1, retentionMs: 3_600_000 }));
  const connection = { kafkaBrokers, topicPrefix, clientId: 'canary', log: silentLog };
  const bus = await connectBus(connection, definitions);
  for (const topic of topics) {
    await bus.subscribe({
      topic,
      group: 'canary',
      handle: async (records) => {
        kept.push(...records);
        return records.map(() => ({ kind: 'done' as const }));
      },
    });
  }
  return {
    kept,
    put: (topic, value) => bus.publish({ topic, key: 'canary', value: Buffer.from(value) }),
    close: bus.close,
  };
}

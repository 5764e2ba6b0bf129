import type { Logger } from '@botect/runtime';
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { ReceivedRecord } from './bus.ts';
import type { Consumption } from './log.ts';
import type { Timing } from './timing.ts';

export interface KafkaConsumption extends Consumption {
  readonly kafka: Kafka;
  readonly groupId: string;
  /** Of the topic; that many fetches are worked on at once at most. */
  readonly partitions: number;
  readonly log: Logger;
  readonly timing: Timing;
}

export interface GroupMember {
  readonly joined: Promise<void>;
  /** The crash that ended it, or null when it left in good order. Never rejects. */
  readonly ended: Promise<Error | null>;
  /** Finishes the fetches in hand and leaves. */
  leave(): Promise<void>;
}

const heartbeatMs = 1_000;
const consumerSettings = {
  heartbeatInterval: heartbeatMs,
  /** A member that was killed is missed after so long, ms: six heartbeats, and the least brokers allow by default. */
  sessionTimeout: 6_000,
  /** So long a member may take to finish the fetch in hand when another one joins, ms. */
  rebalanceTimeout: 30_000,
  minBytes: 1,
  maxWaitTimeInMs: 500,
  maxBytesPerPartition: 1_048_576,
  allowAutoTopicCreation: false,
  retry: {
    // kafkajs would start a crashed consumer again, even one that is being closed. That is ours to do.
    restartOnFailure: async () => false,
    // Some five seconds, at least one attempt in each: as shipped it sleeps through a broker's return for up to ten. No longer either:
    // only a new member finds a coordinator that moved, and by then the old one is about to be missed.
    initialRetryTime: 100,
    multiplier: 2,
    maxRetryTime: 1_000,
    retries: 8,
  },
};

/** A fetch somebody works on. */
interface Hand {
  readonly abandoned: AbortController;
  /** The group was formed anew meanwhile: the partition may be another member's, so nothing may be committed. */
  moved: boolean;
}

/** Starts a kafkajs consumer, which is used until it crashes or leaves. */
export function joinGroup(options: KafkaConsumption): GroupMember {
  const { kafka, topic, groupId, partitions } = options;
  const consumer = kafka.consumer({ ...consumerSettings, groupId });
  const ended = Promise.withResolvers<Error | null>();
  const hands = new Set<Hand>();
  let leaving = false;

  consumer.on(consumer.events.CRASH, ({ payload }) => ended.resolve(payload.error));
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const hand of hands) {
      hand.moved = true;
      hand.abandoned.abort();
    }
  });

  const eachBatch = async (payload: EachBatchPayload) => {
    if (leaving) return;
    const hand: Hand = { abandoned: new AbortController(), moved: false };
    hands.add(hand);
    try {
      await handOver(payload, hand, options.onFetch);
    } catch (error) {
      // Neither is a failure: what was not committed is fetched again, by whoever has the partition then.
      if (!leaving && !hand.moved) throw error;
    } finally {
      hands.delete(hand);
    }
  };
  const join = async () => {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitions,
      eachBatch,
    });
  };
  const joined = join();
  joined.catch(async (error) => {
    // What was opened on the way is nobody's; that it may not close properly either is no news.
    await consumer.disconnect().catch(() => {});
    ended.resolve(error);
  });

  return {
    joined,
    ended: ended.promise,
    async leave() {
      leaving = true;
      for (const { abandoned } of hands) abandoned.abort();
      await joined.catch(() => {});
      await consumer.disconnect();
      ended.resolve(null);
    },
  };
}

/** Rejects, and so makes kafkajs fetch the same again, when the fetch was not dealt with. */
async function handOver(payload: EachBatchPayload, hand: Hand, onFetch: KafkaConsumption['onFetch']) {
  const { batch, heartbeat, commitOffsetsIfNecessary, resolveOffset } = payload;
  const { topic, partition, messages } = batch;
  let groupLost: Error | undefined;
  const beating = setInterval(() => {
    heartbeat().catch((error) => {
      // Most often a rebalance: kafkajs must hear of it to join again. What is being finished may still commit,
      // since the broker refuses it if it comes too late.
      groupLost ??= error;
      hand.abandoned.abort();
    });
  }, heartbeatMs);
  try {
    await onFetch({
      records: messages.map((message) => received(message, topic, partition)),
      oldestAtMs: Number(messages[0]?.timestamp),
      abandoned: hand.abandoned.signal,
      async commit({ offset }) {
        if (hand.moved) throw new Error('the partition may be with another member by now');
        const partitions = [{ partition, offset: String(offset + 1n) }];
        await commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
        resolveOffset(String(offset));
      },
    });
  } catch (error) {
    throw groupLost ?? error;
  } finally {
    clearInterval(beating);
  }
}

function received(message: KafkaMessage, topic: string, partition: number): ReceivedRecord {
  const headers: Record<string, string> = {};
  for (const name in message.headers) headers[name] = String(message.headers[name]);
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: String(message.key ?? ''),
    value: message.value ?? Buffer.alloc(0),
    headers,
  };
}

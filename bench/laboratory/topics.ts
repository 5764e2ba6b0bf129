import { setTimeout as pause } from 'node:timers/promises';
import { signalsTopic } from '@botect/contracts';
import { type Admin, Kafka, logLevel } from 'kafkajs';

/** The Kafka group of the service: libs/bus gives each topic groups of its own. */
export const scoringGroup = `scoring.${signalsTopic.name}`;

const attemptsMax = 20;
const attemptPauseMs = 250;

/** Runs work with an admin connection of its own. */
export async function withAdmin<Result>(
  brokers: readonly string[],
  work: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = new Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: logLevel.ERROR }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** The topic of the references, with as many partitions as the product's. */
export async function createReferenceTopic(brokers: readonly string[]): Promise<void> {
  const topic = { topic: 'reference', numPartitions: signalsTopic.partitions, replicationFactor: 1 };
  await withAdmin(brokers, (admin) => admin.createTopics({ topics: [topic], waitForLeaders: true }));
}

/** Where each partition of the signals ends: what a group has to reach. */
export async function signalEnds(admin: Admin): Promise<Map<number, bigint>> {
  const offsets = await onceElected(() => admin.fetchTopicOffsets(signalsTopic.name));
  return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
}

/** Records between what the group has committed and the ends. */
export async function lag(admin: Admin, group: string, wanted: ReadonlyMap<number, bigint>): Promise<number> {
  const [topic] = await admin.fetchOffsets({ groupId: group, topics: [signalsTopic.name] });
  const committed = new Map(topic?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  let behind = 0;
  for (const [partition, end] of wanted) behind += Number(end - (committed.get(partition) ?? 0n));
  return behind;
}

/** Lets a group without members begin at the end: what earlier metrics produced is not its business. */
export async function startAtEnd(admin: Admin, group: string): Promise<void> {
  const topic = signalsTopic.name;
  const partitions = [...(await signalEnds(admin))].map(([partition, offset]) => ({
    partition,
    offset: String(offset),
  }));
  await admin.setOffsets({ groupId: group, topic, partitions });
}

/** A topic made a moment ago may not have a leader for every partition yet; the client does not ask again by itself. */
async function onceElected<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === attemptsMax) throw error;
      await pause(attemptPauseMs);
    }
  }
}

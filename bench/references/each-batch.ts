/**
 * The least that consumes: every record of topic `signals` fetched, nothing done with it, one commit a fetch. The same
 * fetch settings as the product's consumer.
 */
import { createServer } from 'node:http';
import { Kafka, logLevel } from 'kafkajs';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
const kafka = new Kafka({ brokers, clientId: 'reference', logLevel: logLevel.ERROR });
const consumer = kafka.consumer({
  groupId: 'reference',
  sessionTimeout: 60_000,
  maxWaitTimeInMs: 500,
  maxBytesPerPartition: 1_048_576,
});

await consumer.connect();
await consumer.subscribe({ topics: ['signals'], fromBeginning: false });
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 12,
  async eachBatch({ batch: { topic, partition, messages }, resolveOffset, commitOffsetsIfNecessary }) {
    const last = messages.at(-1)?.offset ?? '0';
    const partitions = [{ partition, offset: String(BigInt(last) + 1n) }];
    await commitOffsetsIfNecessary({ topics: [{ topic, partitions }] });
    resolveOffset(last);
  },
});
createServer((_req, res) => res.end()).listen(Number(process.env['PORT']), '127.0.0.1');

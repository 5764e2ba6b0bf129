import { encodeSignalBatch, sessionKey, signalsTopic } from '@botect/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { batchBody, poolSession } from './batch-bodies.ts';
import { nextRun } from './batch-load.ts';

/** How many batches each session of a backlog has: a visitor of fifty events. */
const batchesPerSession = 5;
/** As many as ingest sends in a call when 64 clients wait: what a fetch costs goes by it. */
const recordsPerCall = 64;

export interface Backlog {
  readonly count: number;
  /** Default: a fifth of the batches. */
  readonly sessions?: number;
  /** Where all of them go. Default: where their sessions belong. */
  readonly partition?: number;
}

/** Puts accepted batches into the topic, as ingest would have; each with ten new events. */
export async function fillBacklog(
  brokers: readonly string[],
  projectId: number,
  { count, sessions = Math.ceil(count / batchesPerSession), partition }: Backlog,
): Promise<void> {
  const producer = new Kafka({
    brokers: [...brokers],
    clientId: 'bench',
    logLevel: logLevel.ERROR,
  }).producer();
  await producer.connect();
  const record = recordOf(projectId, sessions);
  const place = partition === undefined ? {} : { partition };
  for (let start = 0; start < count; start += recordsPerCall) {
    const length = Math.min(recordsPerCall, count - start);
    const messages = Array.from({ length }, (_, at) => ({ ...record(start + at), ...place }));
    await producer.send({ topic: signalsTopic.name, messages, acks: -1 });
  }
  await producer.disconnect();
}

function recordOf(projectId: number, sessions: number) {
  const run = nextRun();
  return (count: number) => {
    const token = poolSession(run, count % sessions);
    const envelope = {
      v: 1 as const,
      project_id: projectId,
      account_id: 1,
      session_token: token,
      accepted_at: Date.now(),
      likely_bot_threshold: 30,
      client: {
        ip: '203.0.113.7',
        ua: 'Mozilla/5.0',
        header_names: ['host', 'user-agent'],
        accept_language: 'en',
      },
    };
    const body = Buffer.from(batchBody(token, run, count));
    return { key: sessionKey(projectId, token), value: encodeSignalBatch(envelope, body) };
  };
}

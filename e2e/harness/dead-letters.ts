import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { connectBus, type ReceivedRecord } from '@botect/bus';
import { topics } from '@botect/contracts';
import { type Closable, silentLog } from '@botect/runtime';

export interface Burying extends Closable {
  /** What was buried so far. */
  readonly buried: readonly ReceivedRecord[];
}

export interface LogAt {
  readonly kafkaBrokers: readonly string[];
  readonly topicPrefix: string;
}

/** A consumer of `signals` that can read nothing, as one of an older version: each record becomes a dead letter, until closed. */
export async function buryEverything(to: LogAt): Promise<Burying> {
  const buried: ReceivedRecord[] = [];
  const bus = await connectBus({ ...to, clientId: 'older', log: silentLog }, topics);
  await bus.subscribe({
    topic: 'signals',
    group: 'older',
    handle: async (records) => {
      buried.push(...records);
      return records.map(() => ({ kind: 'dead-letter' as const, reason: 'too new' }));
    },
  });
  return { buried, close: bus.close };
}

/** `npm run replay -- signals`; answers what it says. */
export async function replay({ kafkaBrokers, topicPrefix }: LogAt): Promise<string> {
  const env = { ...process.env, KAFKA_BROKERS: kafkaBrokers.join(), KAFKA_TOPIC_PREFIX: topicPrefix };
  const { stdout } = await promisify(execFile)(process.execPath, ['standalone/src/replay.ts', 'signals'], {
    env,
  });
  return stdout.trim();
}

import type { OutgoingRecord, ReceivedRecord } from './bus.ts';
import { deadLetterTopic } from './topics.ts';

/** All that is told of a dead letter, as headers `dead-letter-<name>`. */
export interface Obituary {
  readonly reason: string;
  /** The consumer group that gave up. */
  readonly stage: string;
  readonly attempts: number;
  readonly atMs: number;
}

const prefix = 'dead-letter-';
const reasonCharactersMax = 500;

/** The record as it goes to its topic's dead letters: same key, value and headers, and why it is there. */
export function deadLetter(record: ReceivedRecord, obituary: Obituary): OutgoingRecord {
  const told = {
    reason: obituary.reason.slice(0, reasonCharactersMax),
    stage: obituary.stage,
    topic: record.topic,
    partition: String(record.partition),
    offset: String(record.offset),
    attempts: String(obituary.attempts),
    at: new Date(obituary.atMs).toISOString(),
  };
  const headers = Object.fromEntries(Object.entries(told).map(([name, text]) => [`${prefix}${name}`, text]));
  return {
    topic: deadLetterTopic(record.topic),
    key: record.key,
    value: record.value,
    headers: { ...record.headers, ...headers },
  };
}

/** The record as it was before it became a dead letter, with the header `replayed` counting its returns. */
export function revived(letter: ReceivedRecord, topic: string): OutgoingRecord {
  const own = Object.entries(letter.headers).filter(([name]) => !name.startsWith(prefix));
  const replayed = String(Number(letter.headers['replayed'] ?? 0) + 1);
  return { topic, key: letter.key, value: letter.value, headers: { ...Object.fromEntries(own), replayed } };
}

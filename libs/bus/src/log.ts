import type { Closable } from '@botect/runtime';
import type { OutgoingRecord, ReceivedRecord } from './bus.ts';

/** The next records of one partition, oldest first, for the member of the group that owns it now. */
export interface Fetch {
  readonly records: readonly ReceivedRecord[];
  /** When the first of them was appended, ms since 1970; absent where the log does not tell. */
  readonly oldestAtMs?: number;
  /** Aborted on close and when the partition may move to another member: finish what runs, begin nothing new. */
  readonly abandoned: AbortSignal;
  /** Durable when it resolves: `last` and everything before it is not handed over again. */
  commit(last: ReceivedRecord): Promise<void>;
}

export interface Consumption {
  readonly topic: string;
  readonly group: string;
  /** One call at a time for each partition. What is not committed when it settles is fetched again. */
  onFetch(fetch: Fetch): Promise<void>;
}

/** A partitioned log of records: what the bus needs from Kafka, and from its embedded twin. */
export interface Log extends Closable {
  /** Resolves when all records are durable. On a rejection any part of them may still be kept. */
  append(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  /** Joins the group, at the earliest record when the group is new or its place is no longer there. */
  consume(consumption: Consumption): Promise<Closable>;
  /** How many records of the topic the group has not committed, by partition. */
  lag(topic: string, group: string): Promise<ReadonlyMap<number, number>>;
  ping(): Promise<void>;
}

export function total(lag: ReadonlyMap<number, number>): number {
  return [...lag.values()].reduce((sum, records) => sum + records, 0);
}

import type { Closable } from '@botect/runtime';

/** What a publisher hands over. `value` is kept byte for byte; records with one key keep their order. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record as a subscriber receives it. `offset` grows within one partition of one topic. */
export interface ReceivedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** What becomes of one received record. Handlers return fates; only the bus turns them into effects. */
export type Fate =
  | { readonly kind: 'done'; readonly emit?: readonly OutgoingRecord[] }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'dead-letter'; readonly reason: string };

export interface Subscription {
  readonly topic: string;
  /** Consumer group: each record reaches one member of every group. */
  readonly group: string;
  /**
   * One fetch of records of one partition, oldest first; answers one fate per record, in the same order.
   * A rejection means the surroundings failed, not the records: the whole fetch is handed over again, with
   * growing pauses, until it succeeds; nothing is committed meanwhile.
   */
  handle(records: readonly ReceivedRecord[]): Promise<readonly Fate[]>;
}

/** A connection to the log of records: at-least-once, ordered by key, durable once `publish` resolves. */
export interface Bus extends Closable {
  /** Resolves when the log has acknowledged the record; rejects with SERVICE_UNAVAILABLE when it is full or away. */
  publish(record: OutgoingRecord): Promise<void>;
  /** Starts consuming; `close` finishes the fetch in hand, commits and leaves the group. */
  subscribe(subscription: Subscription): Promise<Closable>;
  /** Resolves when the log answers; rejects otherwise. For readiness. */
  ping(): Promise<void>;
}

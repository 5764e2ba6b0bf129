/** A consumer group's reading of one topic. */
export interface Consumer {
  readonly topic: string;
  readonly group: string;
}

export type SettledFate = 'done' | 'dropped' | 'retried' | 'dead_lettered';

/** Told what happens on the bus, for metrics. Every hook is optional and must not throw. */
export interface BusObserver {
  /** One call to the log was acknowledged: how many records it carried, and how long it took. */
  appended?(topic: string, records: number, durationMs: number): void;
  /** One call to the log failed after so long; what became of its records is told by `refused`. */
  appendFailed?(topic: string, durationMs: number): void;
  /** Records refused with SERVICE_UNAVAILABLE: no room, no answer in time, or a failed call. */
  refused?(topic: string, why: 'full' | 'late' | 'failed', records: number): void;
  /** A fetch whose oldest record was appended then is being worked on, until what is answered here is called. */
  took?(consumer: Consumer, oldestAtMs: number): () => void;
  /** A handler worked so long on records handed over, and answered or rejected. */
  handled?(consumer: Consumer, durationMs: number, failed: boolean): void;
  /** What became of records handed over, by their number. */
  settled?(consumer: Consumer, fates: Readonly<Partial<Record<SettledFate, number>>>): void;
  /** A handler rejected, or what it wanted published was refused: the fetch is handed over again. */
  fetchRetried?(consumer: Consumer): void;
  dropped?(consumer: Consumer, reason: string): void;
  deadLettered?(consumer: Consumer, reason: string): void;
}

/** Told what happens on the bus, for metrics. Every hook is optional and must not throw. */
export interface BusObserver {
  /** One call to the log was acknowledged: how many records it carried, and how long it took. */
  appended?(topic: string, records: number, durationMs: number): void;
  /** Records refused with SERVICE_UNAVAILABLE: no room, no answer in time, or a failed call. */
  refused?(topic: string, why: 'full' | 'late' | 'failed', records: number): void;
  /** A handler rejected, or what it wanted published was refused: the fetch is handed over again. */
  fetchRetried?(topic: string, group: string): void;
  dropped?(topic: string, reason: string): void;
  deadLettered?(topic: string, reason: string): void;
}

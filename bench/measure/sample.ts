/** One candidate, measured once. */
export interface Sample {
  readonly perSecond: number;
  /** CPU of the program under test for one request, µs, user and system. */
  readonly cpuMicros: number;
  /** Share of the time the program under test used its core. */
  readonly busy: number;
  /** Answers other than 2xx and failed connections: any of them voids the round. */
  readonly failures: number;
}

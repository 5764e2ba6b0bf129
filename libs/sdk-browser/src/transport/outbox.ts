/** One event of the documented contract. */
export interface OutgoingEvent {
  readonly request_id: string;
  readonly type: 'page' | 'window' | 'snapshot' | 'js_probe';
  readonly received_at: string;
  readonly payload: object;
}

/** Far below what the contract takes, so that a batch fits a beacon: 20 windows are about 40 kB, a beacon holds 64. */
export const batchMax = 20;
/** While the server is away the oldest wait no longer. */
export const waitingMax = 60;

import type { After } from '../surroundings.ts';

/** How long a call may take, in milliseconds. */
export interface Budget {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** Until the last byte of the answer. */
  readonly totalMs: number;
}

/** Nobody waits for these. */
export const backgroundBudget: Budget = { connectMs: 1_000, totalMs: 5_000 };

/** Longer answers are not ours: they are refused unread. */
export const answerBytesMax = 262_144;

/** A call as the transport is handed it. */
export interface ApiCall {
  readonly method: 'GET' | 'POST';
  /** From the host's root, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly budget: Budget;
}

/** What of an answer is looked at. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string;
  /** Null when the answer does not ask for a pause. */
  readonly retryAfterSeconds: number | null;
}

/** One call to the API. Rejects when there is no answer; a SendFault says why. Must stop when the signal is aborted. */
export type Send = (call: ApiCall, signal: AbortSignal) => Promise<ApiAnswer>;

/** There is no answer, and why: it came too late, the connection failed, or it is longer than any of ours. */
export class SendFault extends Error {
  override readonly name = 'SendFault';
  readonly reason: 'timeout' | 'network' | 'too_large';

  constructor(reason: SendFault['reason'], cause?: unknown) {
    super(`no answer from Botect: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Answers or rejects within the call's budget, even when `send` itself never settles. */
export function bounded(send: Send, after: After): (call: ApiCall) => Promise<ApiAnswer> {
  return (call) => {
    const abort = new AbortController();
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = after(call.budget.totalMs, () => {
        reject(new SendFault('timeout'));
        abort.abort();
      });
    });
    const answered = new Promise<ApiAnswer>((resolve) => resolve(send(call, abort.signal)));
    return Promise.race([answered, late])
      .catch((error) => {
        throw error instanceof SendFault ? error : new SendFault('network', error);
      })
      .finally(() => cancel());
  };
}

import { Problem } from '@botect/contracts';
import type { OutgoingRecord } from './bus.ts';
import type { Log } from './log.ts';
import type { BusObserver } from './observer.ts';
import type { Timing } from './timing.ts';

/** A record whose publisher waits for an answer. */
export interface Waiting {
  readonly record: OutgoingRecord;
  readonly bytes: number;
  readonly deadlineMs: number;
  resolve(): void;
  reject(problem: Problem): void;
}

/** Records on their way to one topic, in order, with one call out at most. */
export interface Lane {
  add(waiting: Waiting): void;
  /** Sends what waits, as much as one call may carry, unless a call is out. */
  send(): void;
  /** Refuses what has waited past its deadline. */
  expire(): void;
}

export interface LaneOptions {
  readonly topic: string;
  readonly append: Log['append'];
  readonly timing: Timing;
  readonly observer: BusObserver;
  readonly callBytesMax: number;
  readonly callRecordsMax: number;
  /** So many more publishers have their answer, and so many bytes are no longer held. */
  onRelease(answered: number, bytes: number): void;
  /** A call has ended and more is waiting. */
  onReady(): void;
}

export function createLane({ topic, append, timing, observer, ...options }: LaneOptions): Lane {
  const waiting: Waiting[] = [];
  /** Those of the call under way that have no answer yet. */
  let out: Waiting[] = [];
  let calling = false;

  const refuse = (why: 'late' | 'failed', refused: readonly Waiting[], cause?: unknown) => {
    if (refused.length === 0) return;
    // One problem for all of them: thousands may go at once, and a stack trace for each would stall the process.
    const problem = unavailable('The event log does not answer; try again shortly.', cause);
    for (const { reject } of refused) reject(problem);
    observer.refused?.(topic, why, refused.length);
  };

  const call = async (records: readonly OutgoingRecord[], bytes: number) => {
    const startedMs = timing.now();
    try {
      await append(topic, records);
      for (const { resolve } of out) resolve();
      observer.appended?.(topic, records.length, timing.now() - startedMs);
    } catch (error) {
      observer.appendFailed?.(topic, timing.now() - startedMs);
      refuse('failed', out, error);
    }
    calling = false;
    options.onRelease(out.length, bytes);
    out = [];
    if (waiting.length > 0) options.onReady();
  };

  return {
    add: (one) => void waiting.push(one),
    send() {
      if (calling || waiting.length === 0) return;
      calling = true;
      out = waiting.splice(0, callLength(waiting, options));
      void call(
        out.map(({ record }) => record),
        totalBytes(out),
      );
    },
    expire() {
      const now = timing.now();
      const late = takeLate(waiting, now);
      // A call cannot be taken back: its records may still be kept, and are held until it ends.
      const lateOut = takeLate(out, now);
      options.onRelease(late.length + lateOut.length, totalBytes(late));
      refuse('late', [...lateOut, ...late]);
    },
  };
}

export function unavailable(message: string, cause?: unknown): Problem {
  return new Problem('SERVICE_UNAVAILABLE', message, { retryAfterSeconds: 1, cause });
}

function callLength(
  waiting: readonly Waiting[],
  { callBytesMax, callRecordsMax }: Pick<LaneOptions, 'callBytesMax' | 'callRecordsMax'>,
): number {
  let bytes = 0;
  const firstTooMany = waiting.findIndex((one, at) => {
    bytes += one.bytes;
    return at > 0 && (bytes > callBytesMax || at >= callRecordsMax);
  });
  return firstTooMany === -1 ? waiting.length : firstTooMany;
}

/** All wait equally long, so the oldest are late first. */
function takeLate(queue: Waiting[], now: number): Waiting[] {
  const firstInTime = queue.findIndex(({ deadlineMs }) => deadlineMs > now);
  return queue.splice(0, firstInTime === -1 ? queue.length : firstInTime);
}

function totalBytes(all: readonly Waiting[]): number {
  return all.reduce((total, { bytes }) => total + bytes, 0);
}

import { percentile } from '../measure/statistics.ts';
import type { HttpAnswer } from './http-connection.ts';

export interface OpenLoopResult {
  readonly due: number;
  /** Never sent, because all connections were busy to the end. */
  readonly unsent: number;
  readonly accepted: number;
  /** Answers other than 2xx, by status; 0 is a broken connection or one without an answer. */
  readonly refused: Readonly<Record<string, number>>;
  /** Fail-open verdicts among the accepted, and when the last of them came, ms after the start. */
  readonly failedOpen: number;
  readonly lastFailedOpenMs: number;
  /** Of accepted ones, from the time they were due. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Of accepted ones, from the time they were sent: without the wait for a free connection. */
  readonly sentP99Ms: number;
  /** From the start to the last answer. */
  readonly tookMs: number;
}

/** Counts and times the answers of one open loop that starts at `startedAt` with `due` requests to come. */
export function tally(startedAt: number, due: number) {
  const latencies = new Float64Array(due);
  const fromSent = new Float64Array(due);
  const refused: Record<string, number> = {};
  const counts = { answered: 0, accepted: 0, failedOpen: 0, lastFailedOpenMs: 0, tookMs: 0 };

  return {
    answered: () => counts.answered,
    note({ status, body }: HttpAnswer, { dueAt, sentAt }: { dueAt: number; sentAt: number }): void {
      const now = performance.now();
      counts.answered += 1;
      counts.tookMs = now - startedAt;
      if (status < 200 || status > 299) {
        refused[status] = (refused[status] ?? 0) + 1;
        return;
      }
      fromSent[counts.accepted] = now - sentAt;
      latencies[counts.accepted++] = now - dueAt;
      if (!body.includes('"not_computed"')) return;
      counts.failedOpen += 1;
      counts.lastFailedOpenMs = now - startedAt;
    },
    result(sent: number): OpenLoopResult {
      const silent = sent - counts.answered;
      if (silent > 0) refused[0] = (refused[0] ?? 0) + silent;
      const sorted = latencies.subarray(0, counts.accepted).sort();
      const { accepted, failedOpen, lastFailedOpenMs, tookMs } = counts;
      const latency = {
        p50Ms: percentile(sorted, 0.5),
        p99Ms: percentile(sorted, 0.99),
        maxMs: percentile(sorted, 1),
        sentP99Ms: percentile(fromSent.subarray(0, counts.accepted).sort(), 0.99),
      };
      return { due, unsent: due - sent, accepted, refused, failedOpen, lastFailedOpenMs, ...latency, tookMs };
    },
  };
}

import type { ReceivedRecord } from '@botect/bus';
import { type Clock, instruments, type Telemetry } from '@botect/runtime';
import type { SessionChange } from '../ports.ts';

/** Counts and traces what scoring does. */
export interface ScoringMeter {
  /** Continues the traces that records of a fetch carry. */
  traced<Answer>(records: readonly ReceivedRecord[], work: () => Promise<Answer>): Promise<Answer>;
  scored(changes: readonly SessionChange[]): void;
}

export function scoringMeter(telemetry: Telemetry, now: Clock): ScoringMeter {
  const events = telemetry.counter(...instruments.scoringEvents);
  const sessions = telemetry.counter(...instruments.scoringSessions);
  const freshness = telemetry.histogram(...instruments.scoringFreshness);
  return {
    async traced(records, work) {
      // Only records that a sampled request sent carry the header: a trace is continued here, never begun.
      const parents = records.flatMap(({ headers }) => headers['traceparent'] ?? []);
      const spans = parents.flatMap(
        (parent) => telemetry.trace.start('score signals', 'consumer', parent) ?? [],
      );
      try {
        return await work();
      } catch (error) {
        for (const span of spans) span.fail(error);
        throw error;
      } finally {
        for (const span of spans) span.end();
      }
    },
    scored(changes) {
      const nowMs = now();
      sessions.add(changes.length);
      for (const { newEvents, batches } of changes) {
        events.add(newEvents);
        for (const { acceptedAtMs } of batches) freshness.record(Math.max(0, nowMs - acceptedAtMs) / 1_000);
      }
    },
  };
}

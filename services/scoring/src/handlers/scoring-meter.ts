import type { ReceivedRecord } from '@botect/bus';
import { type Band, detectionOf } from '@botect/contracts';
import { bandOf } from '@botect/rules';
import { type Attributes, type Clock, instruments, type Span, type Telemetry } from '@botect/runtime';
import type { SessionChange } from '../ports.ts';

/** Counts and traces what scoring does. */
export interface ScoringMeter {
  /** Continues the traces that records of a fetch carry. */
  traced<Answer>(records: readonly ReceivedRecord[], work: () => Promise<Answer>): Promise<Answer>;
  scored(changes: readonly SessionChange[]): void;
}

export function scoringMeter(telemetry: Telemetry, now: Clock): ScoringMeter {
  const events = telemetry.counter(...instruments.scoringEvents);
  const newSessions = telemetry.counter(...instruments.scoringNewSessions);
  const freshness = telemetry.histogram(...instruments.scoringFreshness);
  const judged = judgementMeter(telemetry);
  return {
    traced: (records, work) => traced(telemetry, records, work),
    scored(changes) {
      const nowMs = now();
      for (const { newEvents, isNew, changed, batches, scoring, state } of changes) {
        events.add(newEvents);
        if (isNew) newSessions.add(1);
        for (const { acceptedAtMs } of batches) freshness.record(Math.max(0, nowMs - acceptedAtMs) / 1_000);
        // What is handed over again changes nothing, and says nothing new of anybody.
        if (changed) judged(scoring, state.likelyBotThreshold);
      }
    },
  };
}

/** How sessions were judged: their scores, their bands, and what spoke. */
function judgementMeter(telemetry: Telemetry) {
  const sessions = telemetry.counter(...instruments.scoringSessions);
  const scores = telemetry.histogram(...instruments.scoringScore);
  const spoke = telemetry.counter(...instruments.scoringDetections);
  const bands = new Map<Band, Attributes>();
  const detections = new Map<number, Attributes>();
  return ({ score, verifiedCategory, detectionIds }: Judged, threshold: number) => {
    const band = bandOf(score, verifiedCategory !== null, threshold);
    sessions.add(
      1,
      once(bands, band, () => ({ band })),
    );
    scores.record(score);
    for (const id of detectionIds)
      spoke.add(
        1,
        once(detections, id, () => named(id)),
      );
  };
}

type Judged = Pick<SessionChange['scoring'], 'score' | 'verifiedCategory' | 'detectionIds'>;

function named(id: number): Attributes {
  const detection = detectionOf(id);
  return { engine: detection?.engine ?? 'unknown', detection: detection?.name ?? String(id) };
}

function once<Key>(made: Map<Key, Attributes>, key: Key, make: () => Attributes): Attributes {
  const attributes = made.get(key) ?? make();
  made.set(key, attributes);
  return attributes;
}

async function traced<Answer>(
  telemetry: Telemetry,
  records: readonly ReceivedRecord[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  // Only records that a sampled request sent carry the header: a trace is continued here, never begun.
  const sampled = records.filter(({ headers }) => headers['traceparent'] !== undefined);
  const spans = sampled.flatMap((record) => continued(telemetry, record) ?? []);
  for (const span of spans) span.attribute('messaging.batch.message_count', records.length);
  try {
    return await work();
  } catch (error) {
    for (const span of spans) span.fail(error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

function continued({ trace }: Telemetry, { topic, partition, headers }: ReceivedRecord): Span | null {
  const span = trace.start('score signals', 'consumer', headers['traceparent'] ?? null);
  span?.attribute('messaging.destination.name', topic);
  span?.attribute('messaging.destination.partition.id', String(partition));
  return span;
}

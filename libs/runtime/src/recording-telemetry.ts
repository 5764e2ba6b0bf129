import type { Span, Telemetry } from './telemetry.ts';

export interface RecordedSpan {
  readonly name: string;
  readonly parent: string | null;
  readonly traceparent: string;
  readonly attributes: Record<string, string | number | boolean>;
  failure: unknown;
  ended: boolean;
}

export interface RecordingTelemetry extends Telemetry {
  /** Every measurement by instrument name, oldest first. */
  readonly measured: Map<string, number[]>;
  /** Readings of the gauges now. */
  readonly gauges: Map<string, () => number>;
  readonly spans: RecordedSpan[];
}

/** Telemetry that remembers, for tests. Every step is sampled. */
export function recordingTelemetry(): RecordingTelemetry {
  const measured = new Map<string, number[]>();
  const gauges = new Map<string, () => number>();
  const spans: RecordedSpan[] = [];
  const measure = (name: string) => (value: number) =>
    void measured.set(name, [...(measured.get(name) ?? []), value]);
  return {
    measured,
    gauges,
    spans,
    counter: (name) => ({ add: measure(name) }),
    histogram: (name) => ({ record: measure(name) }),
    gauge: (name, _options, read) => void gauges.set(name, read),
    trace: {
      start(name, _kind, parent = null) {
        const traceId = parent?.slice(3, 35) ?? String(spans.length + 1).padStart(32, '0');
        const traceparent = `00-${traceId}-${String(spans.length + 1).padStart(16, '0')}-01`;
        const recorded: RecordedSpan = {
          name,
          parent,
          traceparent,
          attributes: {},
          failure: null,
          ended: false,
        };
        spans.push(recorded);
        return recordedSpan(recorded);
      },
    },
  };
}

function recordedSpan(recorded: RecordedSpan): Span {
  return {
    attribute(key, value) {
      recorded.attributes[key] = value;
    },
    fail(error) {
      recorded.failure = error;
    },
    end() {
      recorded.ended = true;
    },
    traceparent: () => recorded.traceparent,
  };
}

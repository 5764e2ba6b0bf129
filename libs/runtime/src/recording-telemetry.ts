import type { Attributes, InstrumentOptions, Read, Span, Telemetry } from './telemetry.ts';

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
  /** The attributes of each, in the same order. */
  readonly attributes: Map<string, Attributes[]>;
  /** What reads the gauges and sums now. */
  readonly gauges: Map<string, Read>;
  readonly spans: RecordedSpan[];
}

/** Telemetry that remembers, for tests. Every step is sampled, and attributes nobody declared are refused. */
export function recordingTelemetry(): RecordingTelemetry {
  const measured = new Map<string, number[]>();
  const attributes = new Map<string, Attributes[]>();
  const gauges = new Map<string, Read>();
  const spans: RecordedSpan[] = [];
  const measure =
    (name: string, { labels }: InstrumentOptions) =>
    (value: number, told: Attributes = {}) => {
      const undeclared = Object.keys(told).filter((label) => labels && !labels.includes(label));
      if (undeclared.length > 0) throw new Error(`${name} declares no ${undeclared}`);
      measured.set(name, [...(measured.get(name) ?? []), value]);
      attributes.set(name, [...(attributes.get(name) ?? []), told]);
    };
  return {
    measured,
    attributes,
    gauges,
    spans,
    counter: (name, options) => ({ add: measure(name, options) }),
    histogram: (name, options) => ({ record: measure(name, options) }),
    gauge: (name, _options, read) => void gauges.set(name, read),
    sum: (name, _options, read) => void gauges.set(name, read),
    ranked: (name, options, by) => {
      const record = measure(name, options);
      return { add: (count, key, told) => record(count, { [by]: String(key), ...told }) };
    },
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

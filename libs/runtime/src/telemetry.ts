export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface InstrumentOptions {
  readonly description: string;
  /** UCUM unit: `s`, `By`, `{request}`. */
  readonly unit: string;
}

export interface HistogramOptions extends InstrumentOptions {
  /** Upper bounds of the buckets, in the unit, ascending. */
  readonly boundaries?: readonly number[];
}

/** Make attribute objects once and reuse them: they are the key under which the measurement is stored. */
export interface Counter {
  add(count: number, attributes?: Attributes): void;
}

export interface Histogram {
  record(measurement: number, attributes?: Attributes): void;
}

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** One step of a sampled trace. */
export interface Span {
  attribute(key: string, value: string | number | boolean): void;
  fail(error: unknown): void;
  end(): void;
  /** W3C `traceparent` of this span, to hand to the next step (an HTTP or Kafka header). */
  traceparent(): string;
}

export interface Trace {
  /**
   * Starts a span when this step is sampled, otherwise answers null at the price of a comparison. Sampled is what
   * continues a sampled `parent`, and every Nth step that has no parent.
   */
  start(name: string, kind: SpanKind, parent?: string | null): Span | null;
}

export interface Telemetry {
  counter(name: string, options: InstrumentOptions): Counter;
  histogram(name: string, options: HistogramOptions): Histogram;
  /** `read` is called at each collection. */
  gauge(name: string, options: InstrumentOptions, read: () => number): void;
  readonly trace: Trace;
}

/** Measures nothing. */
export const noTelemetry: Telemetry = {
  counter: () => ({ add: () => {} }),
  histogram: () => ({ record: () => {} }),
  gauge: () => {},
  trace: { start: () => null },
};

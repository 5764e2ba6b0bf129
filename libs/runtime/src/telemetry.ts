export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface InstrumentOptions {
  readonly description: string;
  /** UCUM unit: `s`, `By`, `{request}`. */
  readonly unit: string;
  /** The attributes it may carry, each of few values; without any it reads 0 from the start. */
  readonly labels?: readonly string[];
}

export interface CounterOptions extends InstrumentOptions {
  readonly kind?: 'counter';
}

export interface GaugeOptions extends InstrumentOptions {
  readonly kind?: 'gauge';
}

export interface HistogramOptions extends InstrumentOptions {
  readonly kind?: 'histogram';
  /** Upper bounds of the buckets, in the unit, ascending. */
  readonly boundaries?: readonly number[];
}

/** What is found at one collection: one number, or one for each set of attributes; none for what cannot be told. */
export type Readings = number | Iterable<readonly [value: number, attributes: Attributes]>;
/** Called at each collection. What takes over two seconds or fails is left out of it. */
export type Read = () => Readings | Promise<Readings>;

/** Make attribute objects once and reuse them: they are the key under which the measurement is stored. */
export interface Counter {
  add(count: number, attributes?: Attributes): void;
}

/** A counter by something there may be millions of; the busiest are told apart. */
export interface RankedCounter {
  add(count: number, key: number, attributes?: Attributes): void;
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
  counter(name: string, options: CounterOptions): Counter;
  histogram(name: string, options: HistogramOptions): Histogram;
  /** Told twice of one name, both are read. */
  gauge(name: string, options: GaugeOptions, read: Read): void;
  /** `by` is the attribute that holds the key, or `other` for all that are not among the busiest. */
  ranked(name: string, options: CounterOptions, by: string): RankedCounter;
  /** A counter somebody else keeps: what is read never falls while the process lives. */
  sum(name: string, options: CounterOptions, read: Read): void;
  readonly trace: Trace;
}

/** Measures nothing. */
export const noTelemetry: Telemetry = {
  counter: () => ({ add: () => {} }),
  histogram: () => ({ record: () => {} }),
  gauge: () => {},
  sum: () => {},
  ranked: () => ({ add: () => {} }),
  trace: { start: () => null },
};
